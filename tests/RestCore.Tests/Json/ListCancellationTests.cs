using System.Text;
using RestCore.Json;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

public class ListCancellationTests
{
    [Fact]
    public async Task Cancelling_ends_the_list_before_an_element_that_has_already_arrived()
    {
        using var cancellation = new CancellationTokenSource();
        using var stream = new PiecewiseStream(Encoding.UTF8.GetBytes("[1,2,3]"), [7]);
        var seen = new List<string>();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var element in JsonListReader.ReadAsync(stream, "list", [], cancellation.Token))
            {
                seen.Add(element.GetRawText());
                if (seen.Count == 2)
                    await cancellation.CancelAsync();
            }
        });

        seen.ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task A_path_is_required()
    {
        using var stream = new PiecewiseStream([], []);

        await Should.ThrowAsync<ArgumentNullException>(
            async () => await JsonListReader.ReadAsync(stream, "list", null!).GetAsyncEnumerator().MoveNextAsync());
    }
}
