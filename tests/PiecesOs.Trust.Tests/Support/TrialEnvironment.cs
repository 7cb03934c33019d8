using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PiecesOs.Trust.Tests.Faults;

namespace PiecesOs.Trust.Tests.Support;

/// <summary>A session with its own sandbox, in which trials run one after another.</summary>
internal sealed class TrialEnvironment : IAsyncDisposable
{
    /// <summary>An account without sample shares.</summary>
    private const string OtherAccount = "99998888777766669999888877776666";

    /// <summary>A recipient of the sample share for an organization.</summary>
    private const string MemberAccount = "5c1e4f1b7f0d4a7e9b3a2d6c8e0f1a2b";

    private readonly SandboxServer _sandbox;
    private readonly TemporaryFolder _folder = new();
    private int _outputs;

    private TrialEnvironment(SandboxServer sandbox)
    {
        _sandbox = sandbox;
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secrets.Token);
        Session.Run("$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; $ProgressPreference = 'SilentlyContinue'; $ErrorActionPreference = 'Continue'");
    }

    /// <summary>The session.</summary>
    public PowerShellSession Session { get; } = new();

    /// <summary>The sandbox.</summary>
    public Uri Sandbox => _sandbox.Address;

    /// <summary>Sends requests to the sandbox.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    /// <summary>The output folder of the last command.</summary>
    public string Output => _folder.PathOf($"out {_outputs}");

    /// <summary>Starts the sandbox and opens the session.</summary>
    public static async Task<TrialEnvironment> StartAsync()
    {
        var environment = new TrialEnvironment(await SandboxServer.StartAsync("--cloudflare-token", Secrets.Token, "--cloudflare-delay", "0"));
        await environment.ResetAsync();
        environment.Connect(environment.Sandbox, 30);
        environment.Run($"Export-PiecesLibrary '{environment._folder.PathOf("export")}' -Confirm:$false | Out-Null");
        await environment.ResetAsync();
        return environment;
    }

    /// <summary>Resets the sandbox to the same sample data each time.</summary>
    public async Task ResetAsync()
    {
        await _sandbox.AdminAsync(HttpMethod.Post, ".sandbox/reset");
        await _sandbox.AdminAsync(HttpMethod.Post, ".sandbox/sample", new { count = 4, seed = 1 });
        await _sandbox.AdminAsync(HttpMethod.Post, ".sandbox/cloudflare/sample");
        var assets = (await GetAsync("assets?transferables=true")).GetProperty("iterable").EnumerateArray().ToArray();
        using var created = await Http.PostAsJsonAsync(new Uri(Sandbox, "linkify"), new { asset = assets[0], access = "PUBLIC" });
        created.EnsureSuccessStatusCode();
        var share = JsonElement.Parse(await created.Content.ReadAsStringAsync()).GetProperty("iterable")[0];
        var shares = $"client/v4/accounts/{ServerContents.Account}/shares";
        var listed = (await GetAsync(shares)).GetProperty("result").EnumerateArray().ToDictionary(static item => item.GetProperty("name").GetString()!, static item => item.GetProperty("id").GetString()!, StringComparer.Ordinal);
        var (cloudflare, forAll) = (listed["Gateway baseline"], listed["Block page"]);
        var recipient = (await GetAsync($"{shares}/{cloudflare}/recipients")).GetProperty("result")[0];
        var resource = (await GetAsync($"{shares}/{cloudflare}/resources")).GetProperty("result")[0];
        using var excluded = await Http.PostAsJsonAsync(new Uri(Sandbox, $"{shares}/{forAll}/excluded-recipients"), new { account_id = MemberAccount });
        excluded.EnsureSuccessStatusCode();
        File.WriteAllText(_folder.PathOf("from a file.ps1"), "Get-Date # file");
        Set("asset", assets[0].GetProperty("id").GetString());
        Set("name", assets[0].GetProperty("name").GetString());
        Set("asset2", assets[1].GetProperty("id").GetString());
        Set("share", share.GetProperty("id").GetString());
        Set("link", share.GetProperty("link").GetString());
        Set("file", _folder.PathOf("from a file.ps1"));
        Set("export", _folder.PathOf("export"));
        Set("cfShare", cloudflare);
        Set("cfAccount", OtherAccount);
        Set("cfRecipient", recipient.GetProperty("id").GetString());
        Set("cfForAll", forAll);
        Set("cfExcluded", JsonElement.Parse(await excluded.Content.ReadAsStringAsync()).GetProperty("result").GetProperty("id").GetString());
        Set("cfResource", resource.GetProperty("id").GetString());
    }

    /// <summary>Removes all data from the sandbox, for an import.</summary>
    public Task EmptyAsync() => _sandbox.AdminAsync(HttpMethod.Post, ".sandbox/reset");

    /// <summary>Makes all cmdlets of the session use an address that contains a password. Sends nothing.</summary>
    public void Connect(Uri address, double timeoutSec)
    {
        Set("uri", Secrets.In(address));
        Set("limit", timeoutSec);
        Set("out", _folder.PathOf($"out {++_outputs}"));
        Run($$"""
            $pieces = [PiecesOs.Module.PiecesOsConnection]::new($uri, [timespan]::FromSeconds($limit))
            $cloudflare = Connect-CloudflareSharing '{{ServerContents.Account}}' -ApiToken $token -BaseUri '{{new Uri(address, "client/v4")}}' -TimeoutSec $limit -Verbose:$false -Debug:$false
            $PSDefaultParameterValues = @{ '*-Cloudflare*:Connection' = $cloudflare; '*-Pieces*:Connection' = $pieces }
            """, ("token", new NetworkCredential(string.Empty, Secrets.Token).SecurePassword));
    }

    /// <summary>Closes the connections of the session.</summary>
    public void Disconnect() => Run("$pieces.Dispose(); $cloudflare.Dispose(); if ($made = Get-PiecesOsConnection) { $made.Dispose() }; Disconnect-PiecesOs; Disconnect-CloudflareSharing");

    /// <summary>Deletes the output folder of the last command.</summary>
    public void Clean()
    {
        if (Directory.Exists(Output))
            Directory.Delete(Output, recursive: true);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        Http.Dispose();
        await _sandbox.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<JsonElement> GetAsync(string path) => JsonElement.Parse(await Http.GetStringAsync(new Uri(Sandbox, path)));

    private void Set(string name, object? value) => Session.Runspace.SessionStateProxy.SetVariable(name, value);

    private void Run(string script, params (string Name, object? Value)[] variables)
    {
        var result = Session.Run(script, variables);
        if ((result.TerminatingException ?? result.Errors.FirstOrDefault()?.Exception) is { } problem)
            throw new InvalidOperationException($"The trial could not be prepared: {script}", problem);
    }
}
