using System.Text;
using System.Text.Json;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Sources;

/// <summary>A sandbox for the tests of one class.</summary>
public sealed class ImportSandbox : IAsyncLifetime
{
    private PiecesOs.Tests.Support.SandboxServer? _server;

    internal PiecesOs.Tests.Support.SandboxServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await PiecesOs.Tests.Support.SandboxServer.StartAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>What a server stores of an asset.</summary>
internal sealed record Imported(string Name, string Language, string Content, bool IsText, string Tags, string Annotations, string Websites, bool IsFavorite);

/// <summary>A test that imports files into an empty sandbox and reads what it stores over plain HTTP.</summary>
public abstract class SourceTest : IAsyncLifetime, IClassFixture<ImportSandbox>
{
    private readonly ImportSandbox _sandbox;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    protected SourceTest(ImportSandbox sandbox)
    {
        _sandbox = sandbox;
        Session.Location = Folder.Path;
    }

    private protected TemporaryFolder Folder { get; } = new();

    private protected PowerShellSession Session { get; } = new();

    private protected PiecesOs.Tests.Support.SandboxServer Sandbox => _sandbox.Server;

    public async ValueTask InitializeAsync()
    {
        await Sandbox.AdminAsync(HttpMethod.Post, ".sandbox/reset");
        await Sandbox.AdminAsync(HttpMethod.Delete, ".sandbox/faults");
        await Sandbox.ClearRequestsAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http.Dispose();
        Session.Dispose();
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private protected CommandCall Import(string path) => Session.Command<ImportPiecesLibraryCommand>().With("Connection", Sandbox.Address).With("Path", path);

    /// <summary>Imports a path without errors and returns the results.</summary>
    private protected IReadOnlyList<PiecesImportResult> ImportAll(string path)
    {
        var result = Import(path).Run().ShouldSucceed();
        result.Warnings.ShouldBeEmpty();
        return result.OutputAs<PiecesImportResult>();
    }

    /// <summary>Imports a path, which must create something and skip the same when it is repeated.</summary>
    private protected IReadOnlyList<PiecesImportResult> ImportTwice(string path)
    {
        var first = ImportAll(path);
        var second = ImportAll(path);
        first.ShouldContain(static one => one.Action == PiecesImportAction.Created);
        second.ShouldAllBe(static one => one.Action == PiecesImportAction.Skipped);
        second.Select(static one => one.SourceId).ShouldBe(first.Select(static one => one.SourceId));
        return first;
    }

    /// <summary>Writes a file in a folder that is created.</summary>
    private protected string Write(string name, string text, Encoding? encoding = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder.PathOf(name))!);
        return Folder.Write(name, text, encoding);
    }

    /// <summary>What the sandbox stores, in the order of names and contents.</summary>
    private protected async Task<IReadOnlyList<Imported>> StoredAsync()
    {
        using var list = JsonDocument.Parse(await _http.GetStringAsync(new Uri(Sandbox.Address, "assets?transferables=true")));
        return [.. list.RootElement.GetProperty("iterable").EnumerateArray().Select(Read).OrderBy(static one => one.Name, StringComparer.Ordinal).ThenBy(static one => one.Content, StringComparer.Ordinal)];
    }

    private protected async Task<int> CountCreateRequestsAsync() => (await Sandbox.GetRequestsAsync()).Count(static request => request.Path == "/assets/create");

    private static Imported Read(JsonElement asset)
    {
        var model = new PiecesOs.Client.Asset(asset.Clone());
        var content = model.GetContent()!;
        return new Imported(
            model.Name!,
            model.Language!,
            content.IsSentAsText ? content.GetText() : Convert.ToHexString(content.GetBytes()),
            content.IsSentAsText,
            string.Join('|', model.GetTags().Where(tag => tag.MechanismFor(model.Id!) == "MANUAL").Select(static tag => tag.Text)),
            string.Join('|', model.GetAnnotations().Where(static annotation => annotation.Mechanism == "MANUAL").Select(static annotation => $"{annotation.Type}:{annotation.Text}")),
            string.Join('|', model.GetWebsites().Select(static website => $"{website.Url} {website.Name}")),
            model.IsFavorite == true);
    }
}
