using CloudflareSharing.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

public class PagingTests
{
    [Theory]
    [InlineData("""{"page":1,"per_page":2,"count":2,"total_count":3,"total_pages":2}""", """{"page":2,"per_page":2,"count":1,"total_count":3,"total_pages":2}""")]
    [InlineData("""{"total_pages":2}""", """{"total_pages":2.0}""")]
    [InlineData("""{"total_count":3}""", """{"total_count":3}""")]
    [InlineData("""{"page":1,"per_page":2,"total_count":3}""", """{"page":2,"per_page":2,"total_count":3}""")]
    [InlineData("""{"per_page":2,"count":2}""", """{"per_page":2,"count":1}""")]
    public async Task The_end_is_known_from_what_the_server_reports(string first, string second)
    {
        var (ids, targets, failure) = await ListAsync(
            new ShareFilter { PerPage = 2 }, Envelope.Page(Sample.Shares("a", "b"), first), Envelope.Page(Sample.Shares("c"), second), NotAsked());

        failure.ShouldBeNull();
        ids.ShouldBe(["a", "b", "c"]);
        targets.ShouldBe(["?per_page=2", "?page=2&per_page=2"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"page":null,"per_page":100,"total_count":null,"total_pages":"many"}""")]
    public async Task Otherwise_pages_are_requested_until_one_is_empty(string? info)
    {
        var (ids, targets, failure) = await ListAsync(
            new ShareFilter { PerPage = 5 }, Envelope.Page(Sample.Shares("a", "b"), info), Envelope.Page(Sample.Shares("c"), info), Envelope.Page("[]", info), NotAsked());

        failure.ShouldBeNull();
        ids.ShouldBe(["a", "b", "c"]);
        targets.ShouldBe(["?per_page=5", "?page=2&per_page=5", "?page=3&per_page=5"]);
    }

    /// <summary>Without page and per_page a list is not paged: a second page would repeat a part of it.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"total_count":90}""")]
    public async Task A_list_that_is_not_requested_in_pages_arrives_whole(string? info)
    {
        var (ids, targets, failure) = await ListAsync(filter: null, Envelope.Page(Sample.Shares("a", "b", "c"), info), NotAsked());

        failure.ShouldBeNull();
        ids.ShouldBe(["a", "b", "c"]);
        targets.ShouldBe([""]);
    }

    [Fact]
    public async Task Totals_that_do_not_know_the_filter_lose_nothing_and_add_nothing()
    {
        const string Info = """{"page":PAGE,"per_page":2,"count":COUNT,"total_count":90,"total_pages":45}""";
        var (ids, targets, failure) = await ListAsync(
            new ShareFilter { Status = "active", PerPage = 2 },
            Envelope.Page(Sample.Shares("a", "b"), Info.Replace("PAGE", "1", StringComparison.Ordinal).Replace("COUNT", "2", StringComparison.Ordinal)),
            Envelope.Page(Sample.Shares("c"), Info.Replace("PAGE", "2", StringComparison.Ordinal).Replace("COUNT", "1", StringComparison.Ordinal)),
            Envelope.Page("[]", Info.Replace("PAGE", "3", StringComparison.Ordinal).Replace("COUNT", "0", StringComparison.Ordinal)),
            NotAsked());

        failure.ShouldBeNull();
        ids.ShouldBe(["a", "b", "c"]);
        targets.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task An_empty_page_is_the_end_whatever_the_total_says(string empty)
    {
        const string Info = """{"total_pages":9,"total_count":90}""";
        var (ids, targets, failure) = await ListAsync(new ShareFilter { PerPage = 5 }, Envelope.Page(Sample.Shares("a"), Info), Envelope.Page(empty, Info), NotAsked());

        failure.ShouldBeNull();
        ids.ShouldBe(["a"]);
        targets.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_absent_list_is_an_empty_one()
    {
        var (ids, targets, failure) = await ListAsync(new ShareFilter { PerPage = 5 }, Reply.Json("""{"success":true,"errors":[]}"""), NotAsked());

        failure.ShouldBeNull();
        ids.ShouldBeEmpty();
        targets.ShouldBe(["?per_page=5"]);
    }

    [Fact]
    public async Task Totals_of_nothing_beside_something_are_not_believed()
    {
        const string Info = """{"total_pages":0,"total_count":0}""";
        var (ids, _, failure) = await ListAsync(
            new ShareFilter { PerPage = 5 }, Envelope.Page(Sample.Shares("a"), Info), Envelope.Page(Sample.Shares("b"), Info), Envelope.Page("[]", Info), NotAsked());

        failure.ShouldBeNull();
        ids.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_server_that_sends_less_than_it_says_per_page_loses_nothing()
    {
        const string Info = """{"per_page":100,"total_count":3}""";
        var (ids, _, _) = await ListAsync(
            new ShareFilter { PerPage = 100 }, Envelope.Page(Sample.Shares("a", "b"), Info), Envelope.Page(Sample.Shares("c"), Info), NotAsked());

        ids.ShouldBe(["a", "b", "c"]);
    }

    [Theory]
    [InlineData("""{"page":4,"per_page":2,"total_count":9}""", """{"page":5,"per_page":2,"total_count":9}""")]
    [InlineData("""{"total_pages":5}""", """{"total_pages":5}""")]
    public async Task A_list_that_starts_later_ends_where_it_should(string first, string second)
    {
        var (ids, targets, failure) = await ListAsync(
            new ShareFilter { Page = 4 }, Envelope.Page(Sample.Shares("g", "h"), first), Envelope.Page(Sample.Shares("i"), second), NotAsked());

        failure.ShouldBeNull();
        ids.ShouldBe(["g", "h", "i"]);
        targets.ShouldBe(["?page=4", "?page=5"]);
    }

    [Fact]
    public async Task A_server_that_counts_from_zero_is_followed()
    {
        var (ids, targets, failure) = await ListAsync(
            new ShareFilter { PerPage = 5 },
            Envelope.Page(Sample.Shares("a"), """{"page":0,"total_count":2}"""),
            Envelope.Page(Sample.Shares("b"), """{"page":1,"total_count":2}"""),
            NotAsked());

        failure.ShouldBeNull();
        ids.ShouldBe(["a", "b"]);
        targets.ShouldBe(["?per_page=5", "?page=1&per_page=5"]);
    }

    [Fact]
    public async Task What_stands_before_the_list_counts_as_well()
    {
        var (ids, targets, failure) = await ListAsync(
            new ShareFilter { PerPage = 5 },
            Reply.Json("""{"result_info":{"total_pages":1},"success":true,"messages":[{"big":[1,2]}],"result":[{"id":"a"}]}"""),
            NotAsked());

        failure.ShouldBeNull();
        ids.ShouldBe(["a"]);
        targets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_repeats_a_page_causes_an_error_and_no_item_is_returned_twice()
    {
        var (ids, targets, failure) = await ListAsync(new ShareFilter { PerPage = 5 }, Envelope.Page(Sample.Shares("a", "b")));

        ids.ShouldBe(["a", "b"]);
        targets.Count.ShouldBe(2);
        var malformed = failure.ShouldBeOfType<MalformedResponseException>();
        malformed.Operation.ShouldBe("shares-list");
        malformed.Message.ShouldContain("page 2");
    }

    [Fact]
    public async Task A_server_that_runs_in_circles_does_too()
    {
        var (ids, _, failure) = await ListAsync(
            new ShareFilter { PerPage = 5 }, Envelope.Page(Sample.Shares("a")), Envelope.Page(Sample.Shares("b")), Envelope.Page(Sample.Shares("a")));

        ids.ShouldBe(["a", "b"]);
        failure.ShouldBeOfType<MalformedResponseException>();
    }

    [Fact]
    public async Task Objects_without_an_id_are_distinguished_by_their_content()
    {
        var (ids, _, failure) = await ListAsync(
            new ShareFilter { PerPage = 5 }, Envelope.Page("""[{"n":1}]"""), Envelope.Page("""[{"n":2}]"""), Envelope.Page("""[{"n":2}]"""));

        ids.Count.ShouldBe(2);
        failure.ShouldBeOfType<MalformedResponseException>();
    }

    [Fact]
    public async Task A_page_number_that_does_not_move_ends_in_an_error_too()
    {
        const string Stuck = """{"page":1,"total_pages":7}""";
        var (_, targets, failure) = await ListAsync(new ShareFilter { PerPage = 5 }, Envelope.Page(Sample.Shares("a"), Stuck), Envelope.Page(Sample.Shares("b"), Stuck));

        targets.Count.ShouldBe(2);
        failure.ShouldBeOfType<MalformedResponseException>();
    }

    [Fact]
    public async Task Objects_of_good_pages_are_out_when_a_later_page_fails()
    {
        var (ids, _, failure) = await ListAsync(
            new ShareFilter { PerPage = 5 }, Envelope.Page(Sample.Shares("a", "b")), Envelope.Error(404, 1004, "share not found"));

        ids.ShouldBe(["a", "b"]);
        ((int)failure.ShouldBeOfType<RestStatusException>().Status).ShouldBe(404);
    }

    [Fact]
    public async Task Every_filter_goes_with_every_page()
    {
        var (_, targets, _) = await ListAsync(
            new ShareFilter { Status = "active", ResourceTypes = ["x", "y"], PerPage = 5 }, Envelope.Page(Sample.Shares("a")), Envelope.Page("[]"));

        targets[1].ShouldBe("?status=active&resource_types=x&resource_types=y&page=2&per_page=5");
    }

    [Fact]
    public async Task A_list_can_be_read_twice()
    {
        await using var server = ScriptedServer.Start(Envelope.Page(Sample.Shares("a"), """{"total_pages":1}"""));
        using var client = new TestClient(server.Address);
        var list = client.Sharing.SharesListAsync(Sample.AccountId);

        (await list.ToListAsync()).Count.ShouldBe(1);
        (await list.ToListAsync()).Count.ShouldBe(1);
    }

    private static Func<ServerConnection, Task> NotAsked() => static _ => throw new InvalidOperationException("One page too many was asked for.");

    private static async Task<(List<string?> Ids, List<string> Queries, Exception? Failure)> ListAsync(
        ShareFilter? filter, params Func<ServerConnection, Task>[] script)
    {
        await using var server = ScriptedServer.Start(script);
        using var client = new TestClient(server.Address);
        var ids = new List<string?>();
        var failure = await Record.ExceptionAsync(async () =>
        {
            await foreach (var share in client.Sharing.SharesListAsync(Sample.AccountId, filter))
                ids.Add(share.Id);
        });
        return (ids, server.Targets().Select(target => target[$"/accounts/{Sample.AccountId}/shares".Length..]).ToList(), failure);
    }
}
