using System.Globalization;
using System.IO.Compression;
using System.Text;
using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

/// <summary>An element is returned before the server has sent the next one.</summary>
public class StreamedListTests
{
    [Fact]
    public async Task With_a_length()
    {
        const string Json = """{"iterable":[{"id":1},{"id":2}]}""";
        await ShouldStreamAsync(Reply.Head(200, Reply.Length(Json.Length)) + Json[..21], Json[21..]);
    }

    [Fact]
    public async Task In_chunks() =>
        await ShouldStreamAsync(
            Reply.Head(200, "Transfer-Encoding: chunked") + Chunk("""{"iterable":[{"id":1}"""),
            Chunk(",") + Chunk("""{"id":2}]}""") + "0\r\n\r\n");

    [Fact]
    public async Task To_the_end_of_the_connection()
    {
        var gate = new TaskCompletionSource();
        await ShouldStreamAsync(gate, Reply.InTwo("""{"iterable":[{"id":1}""", gate.Task, """,{"id":2}]}"""));
    }

    [Fact]
    public async Task Compressed()
    {
        var gate = new TaskCompletionSource();
        await ShouldStreamAsync(gate, async connection =>
        {
            using var packed = new MemoryStream();
            await using (var packer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                packer.Write("""{"iterable":[{"id":1},"""u8);
                await packer.FlushAsync();
                await connection.WriteAsync([.. Encoding.UTF8.GetBytes(Reply.Head(200, "Connection: close", "Content-Encoding: gzip")), .. packed.ToArray()]);
                await gate.Task.WaitAsync(connection.Stopped);
                packed.SetLength(0);
                packer.Write("""{"id":2}]}"""u8);
            }

            await connection.WriteAsync(packed.ToArray());
            connection.Close();
        });
    }

    private static string Chunk(string text) =>
        Encoding.UTF8.GetByteCount(text).ToString("x", CultureInfo.InvariantCulture) + "\r\n" + text + "\r\n";

    private static async Task ShouldStreamAsync(string first, string rest)
    {
        var gate = new TaskCompletionSource();
        await ShouldStreamAsync(gate, Reply.Raw(first).Then(gate.Task).Then(Reply.Raw(rest)));
    }

    /// <summary>The gate opens only once the first element is here, so a reader that waits for more times out.</summary>
    private static async Task ShouldStreamAsync(TaskCompletionSource gate, System.Func<ServerConnection, Task> reply)
    {
        await using var server = ScriptedServer.Start(reply);
        using var transport = TestClient.Transport(server.Address);
        var seen = new List<int>();

        await foreach (var id in new RestClient(transport).GetListAsync(TestClient.Get(), ["iterable"], json => (int)json.Member("id").AsInt64()!))
        {
            seen.Add(id);
            gate.TrySetResult();
        }

        seen.ShouldBe([1, 2]);
    }
}
