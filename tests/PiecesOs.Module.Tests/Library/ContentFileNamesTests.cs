using System.Text.Json;
using PiecesOs.Client;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

public sealed class ContentFileNamesTests
{
    private readonly ContentFileNames _names = new();

    [Fact]
    public void A_file_name_contains_the_beginning_of_the_id() =>
        FileNameOf("d290f1ee-6c54-4b01-90e6-d701748f0851", 0).ShouldBe("a name.d290f1ee.ps1");

    [Fact]
    public void Ids_with_the_same_beginning_are_distinguished_by_their_position()
    {
        FileNameOf("d290f1ee-6c54-4b01-90e6-d701748f0851", 0).ShouldBe("a name.d290f1ee.ps1");
        FileNameOf("D290F1EE-0000-4b01-90e6-d701748f0851", 1).ShouldBe("a name.d290f1ee-1.ps1");
        FileNameOf("d290f1ee-6c54-4b01-90e6-d701748f0851", 2).ShouldBe("a name.d290f1ee-2.ps1");
    }

    [Fact]
    public void An_invalid_or_missing_id_still_results_in_a_file_name()
    {
        FileNameOf("../x", 0).ShouldMatch(@"^a name\.[0-9a-f]{8}\.ps1$");
        FileNameOf(null, 1).ShouldMatch(@"^a name\.[0-9a-f]{8}\.ps1$");
    }

    private string FileNameOf(string? id, int index)
    {
        var json = id is null ? "{}" : $$"""{"id":"{{id}}"}""";
        return SafeFileName.From("a name", id, "ps1", isText: true).With(_names.GetSuffix(new Asset(JsonElement.Parse(json)), index));
    }
}
