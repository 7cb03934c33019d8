using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Watch;

/// <summary>How a watch detects deletions: never by <c>deleted</c> alone, which real servers also set on existing assets.</summary>
public sealed class RecordedWatchTests : CmdletTest
{
    private const string Time = """{"value":"2026-10-05T10:00:00.123456Z","readable":"Just now..."}""";
    private const string Later = """{"value":"2026-10-05T10:00:05Z"}""";

    [Theory]
    [InlineData("/assets/stream", null)]
    [InlineData("/assets/stream/transferables", "Transferable")]
    public void An_added_asset_is_created_and_a_negative_index_or_a_later_deletion_time_deletes_it(string path, string? kind)
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)));
        PreparePushes(
            path,
            $$"""{"iterable":[{{New(2)}}],"indices":{"{{Sample.Id(2)}}":0} }""",
            $$"""{"iterable":[{{Sample.Asset(1)}},{{New(2)}}],"indices":{"{{Sample.Id(1)}}":-1} }""",
            $$"""{"iterable":[{{New(2).Replace($"\"deleted\":{Time}", $"\"deleted\":{Later}", StringComparison.Ordinal)}}]}""");

        Watch(kind, 3).ShouldBe([(AssetChange.Created, 2), (AssetChange.Deleted, 1), (AssetChange.Deleted, 2)]);
    }

    [Fact]
    public void Identifiers_are_deleted_only_if_the_stream_says_so()
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)));
        PreparePushes(
            "/assets/stream/identifiers",
            $$"""{"iterable":[{"asset":{"id":"{{Sample.Id(1)}}"} }]}""",
            $$"""{"iterable":[{"asset":{"id":"{{Sample.Id(2)}}","reference":{{New(2)}} } }]}""",
            $$"""{"iterable":[{"asset":{"id":"{{Sample.Id(2).ToUpperInvariant()}}"},"deleted":true}]}""",
            $$"""{"iterable":[{"asset":{"id":"{{Sample.Id(1)}}"} }],"indices":{"{{Sample.Id(1)}}":-1} }""");

        Watch("Identifier", 3).ShouldBe([(AssetChange.Created, 2), (AssetChange.Deleted, 2), (AssetChange.Deleted, 1)]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_asset_that_the_first_list_removes_does_not_exist(bool isFirst)
    {
        var indices = $$"""
            "indices":{"{{Sample.Id(2)}}":-1}
            """;
        var elements = $$"""
            "iterable":[{{New(1)}},{{New(2)}}]
            """;
        Server.On("GET /assets", Reply.Json(isFirst ? $"{{{indices},{elements}}}" : $"{{{elements},{indices}}}"));
        PreparePushes("/assets/stream", $$"""{"iterable":[{{New(3)}}]}""");

        Watch(kind: null, isFirst ? 2 : 4, existing: true).ShouldBe(isFirst
            ? [(AssetChange.Existing, 1), (AssetChange.Created, 3)]
            : [(AssetChange.Existing, 1), (AssetChange.Existing, 2), (AssetChange.Deleted, 2), (AssetChange.Created, 3)]);
    }

    /// <summary>A newly created asset.</summary>
    private static string New(int number) =>
        Sample.Asset(number, more: $$""", "created":{{Time}},"updated":{{Time}},"synced":{{Time}},"deleted":{{Time}}""");

    private void PreparePushes(string path, params string[] messages) => Server.On($"GET {path}", WebSocketFrames.Accept(async connection =>
    {
        // The list is the baseline. A change that is pushed before the list was read would already be in the list.
        await Server.WaitForRequestsAsync(1, "/assets");
        foreach (var message in messages)
            await connection.WriteAsync(WebSocketFrames.Text(message));
        await Reply.Stall()(connection);
    }));

    private (AssetChange Change, int Number)[] Watch(string? kind, int count, bool existing = false)
    {
        var command = Command<WatchPiecesAssetCommand>().With("MaxEvent", count);
        if (kind is not null)
            command.With(kind);
        if (existing)
            command.With("IncludeExisting");
        return [.. command.Run().ShouldSucceed().OutputAs<PiecesAssetEvent>()
            .Select(static change => (change.Change, int.Parse(change.AssetId[^4..], System.Globalization.CultureInfo.InvariantCulture)))];
    }
}
