using PiecesOs.Server.Hosting;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>Cloudflare Resource Sharing: its parts, put together for <see cref="SandboxParts"/>.</summary>
internal sealed class CloudflareParts
{
    private const long MostBody = 1024 * 1024;

    private readonly Database _database;
    private readonly SandboxOptions _options;
    private readonly CloudflareSettings _settings;

    private CloudflareParts(Database database, SandboxOptions options)
    {
        _database = database;
        _options = options;
        _settings = new CloudflareSettings(options.Cloudflare);
    }

    public static async Task<CloudflareParts> CreateAsync(Database database, SandboxOptions options)
    {
        await database.WriteAsync(CloudflareTables.Make);
        return new CloudflareParts(database, options);
    }

    /// <summary>Makes the sample shares, unless there are shares already.</summary>
    public Task FillAsync() => _database.WriteAsync(CloudflareSamples.Make);

    /// <summary>To be called before routing begins.</summary>
    public void Guard(WebApplication app) =>
        app.Use(new CloudflareGate(new CloudflareCredentials(_options.Cloudflare, _settings), _settings).InvokeAsync);

    public void Map(WebApplication app)
    {
        var maxBody = long.Min(_options.MaxBody, MostBody);
        new SharesApi(_database, _settings, maxBody).Map(app);
        new RecipientsApi(_database, _settings, maxBody).Map(app);
        new ResourcesApi(_database, _settings, maxBody).Map(app);
        new CloudflareAdmin(_database, _settings).Map(app);
    }
}
