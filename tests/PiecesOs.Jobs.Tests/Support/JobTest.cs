using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>Runs whole jobs as a user types them, and compares what the server stores afterward.</summary>
public abstract class JobTest : IClassFixture<JobFixture>, IAsyncLifetime, IDisposable
{
    private readonly JobFixture _fixture;
    private readonly TemporaryFolder _folder = new();

    /// <summary>Uses the servers and the session of the class.</summary>
    protected JobTest(JobFixture fixture)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        _fixture = fixture;
    }

    /// <summary>The session.</summary>
    protected PowerShellSession Session => _fixture.Session;

    /// <summary>The sandbox.</summary>
    protected Sandbox Sandbox => _fixture.Sandbox;

    /// <summary>The slow server in front of it.</summary>
    protected SlowServer SlowServer => _fixture.SlowServer;

    /// <summary>What Pieces OS stores.</summary>
    protected Library Library => Sandbox.Library;

    /// <summary>Whether the tests of the class only read, so that they can share one library.</summary>
    protected virtual bool KeepsLibrary => false;

    /// <summary>The folder of this test, <c>$folder</c> in the scripts.</summary>
    private protected TemporaryFolder Folder => _folder;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await SlowServer.WaitUntilIdleAsync();
        SlowServer.Reset();
        if (!KeepsLibrary)
            await Sandbox.ResetAsync();
        Session.Location = Folder.Path;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Session.Location = Environment.CurrentDirectory;
        Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    /// <summary>Connects the session.</summary>
    protected void Connect(Server server) => Connect(AddressOf(server));

    /// <summary>Connects the session.</summary>
    protected void Connect(Uri address) => Session.Run("Connect-PiecesOs $server | Out-Null", ("server", address.OriginalString)).Errors.ShouldBeEmpty();

    /// <summary>The address of a server.</summary>
    protected Uri AddressOf(Server server) => server == Server.Direct ? Sandbox.Address : SlowServer.Address;

    /// <summary>Runs a job to its end. <c>$folder</c> is the folder of this test.</summary>
    protected CommandResult Run(string script, params (string Name, object? Value)[] variables)
    {
        Session.Runspace.SessionStateProxy.SetVariable("folder", Folder.Path);
        return Session.Run(script, variables);
    }

    /// <summary>Starts a job.</summary>
    protected Task<CommandResult> RunInBackground(string script)
    {
        Session.Runspace.SessionStateProxy.SetVariable("folder", Folder.Path);
        return Session.Script(script).RunAsync();
    }

    /// <summary>Runs a job that must not cause an error.</summary>
    protected CommandResult RunWithoutErrors(string script, params (string Name, object? Value)[] variables)
    {
        var result = Run(script, variables);
        result.Terminating.ShouldBeNull();
        result.TerminatingException.ShouldBeNull();
        result.Errors.ShouldBeEmpty();
        return result;
    }

    /// <summary>Adds materials to the library without the module and returns what is stored.</summary>
    protected async Task<IReadOnlyList<StoredAsset>> FillLibraryAsync(IReadOnlyList<Material> materials)
    {
        await Sandbox.AddAsync(materials);
        return await Library.GetAssetsAsync();
    }

    /// <summary>The objects in a variable of the session, such as one that -OutVariable filled.</summary>
    protected IReadOnlyList<object?> Variable(string name) =>
        [.. (Session.Runspace.SessionStateProxy.GetVariable(name) switch { PSObject { BaseObject: IList list } => list, IList list => list, var single => new[] { single } }).Cast<object?>().Select(static item => item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item)];

    /// <summary>The text of a property of an object of the module.</summary>
    protected static string TextOf(object? item, string property) => PSObject.AsPSObject(item).Properties[property]?.Value?.ToString() ?? string.Empty;

    /// <summary>Writes materials as files and returns them by path. Files with a fixed name, such as <c>.gitignore</c>, each have their own folder.</summary>
    protected IReadOnlyDictionary<string, Material> WriteFiles(IEnumerable<Material> materials) => materials.ToDictionary(WriteFile, StringComparer.Ordinal);

    /// <summary>Writes materials as the rows of a CSV file in the folder of this test.</summary>
    protected void WriteCsv(string name, IReadOnlyList<Material> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var lines = rows.Select(static row => string.Join(',', ((IEnumerable<string>)
            [Invariant(row.Number), row.Name, row.Language ?? string.Empty, row.Text, $"tag-{row.Number}", $"Description of {row.Number}"]).Select(Quote)));
        Folder.Write(name, "Number,Name,Language,Text,Tag,Description\r\n" + string.Join("\r\n", lines) + "\r\n");
    }

    /// <summary>The materials of the files in a variable of the session, in its order.</summary>
    private protected List<Material> InOrderOf(string variable, IReadOnlyDictionary<string, Material> files) =>
        [.. Variable(variable).Select(file => files[((FileInfo)file!).FullName])];

    /// <summary>The output must match the inputs one by one, and nothing else may be stored.</summary>
    protected async Task ShouldBeStoredAsync(IReadOnlyList<Material> inputs, IReadOnlyList<object?> output)
    {
        var stored = await Library.GetAssetsByIdAsync();
        ShouldMatch(inputs, [.. output.Select(asset => stored[TextOf(asset, "Id")])]);
        stored.Count.ShouldBe(inputs.Count);
    }

    /// <summary>The stored assets must match the inputs one by one.</summary>
    protected static void ShouldMatch(IReadOnlyList<Material> inputs, IReadOnlyList<StoredAsset> stored)
    {
        stored.Count.ShouldBe(inputs.Count);
        inputs.Zip(stored, static (input, asset) => input.DifferenceTo(asset)).Where(static difference => difference is not null).ShouldBeEmpty();
    }

    /// <summary>The stored assets must match the inputs in any order.</summary>
    protected static void ShouldMatchInAnyOrder(IReadOnlyList<Material> inputs, IReadOnlyList<StoredAsset> stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        stored.Count.ShouldBe(inputs.Count);
        var byContent = stored.ToLookup(static asset => Convert.ToBase64String(asset.Content));
        inputs.Where(input => !byContent[Convert.ToBase64String(input.Content)].Any(asset => input.DifferenceTo(asset) is null)).ShouldBeEmpty();
    }

    private string WriteFile(Material material)
    {
        if (!material.HasFixedName)
            return Folder.Write(material.Name, material.FileBytes);
        var folder = $"project {Invariant(material.Number)}";
        Directory.CreateDirectory(Folder.PathOf(folder));
        return Folder.Write(Path.Combine(folder, material.Name), material.FileBytes);
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
