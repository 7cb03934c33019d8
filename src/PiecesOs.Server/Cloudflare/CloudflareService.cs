using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The Cloudflare side: Resource Sharing with its tables, middleware and routes.</summary>
internal sealed class CloudflareService
{
    private readonly Database _database;
    private readonly CloudflareOptions _options;
    private readonly CloudflareSettings _settings;

    private CloudflareService(Database database, CloudflareOptions options)
    {
        _database = database;
        _options = options;
        _settings = new CloudflareSettings(options);
    }

    public static async Task<CloudflareService> CreateAsync(Database database, CloudflareOptions options)
    {
        await database.WriteAsync(CloudflareTables.Create);
        return new CloudflareService(database, options);
    }

    /// <summary>Creates the sample shares, unless there are shares already.</summary>
    public Task FillAsync() => _database.WriteAsync(CloudflareSamples.Create);

    /// <summary>Must be called before routing is added.</summary>
    public void UseMiddleware(WebApplication app) =>
        app.Use(new CloudflareMiddleware(new CloudflareCredentials(_options, _settings), _settings).InvokeAsync);

    public void Map(WebApplication app)
    {
        new SharesApi(_database, _settings).Map(app);
        new RecipientsApi(_database, _settings).Map(app);
        new ExcludedRecipientsApi(_database, _settings).Map(app);
        new ResourcesApi(_database, _settings).Map(app);
        new CloudflareAdmin(_database, _settings).Map(app);
    }
}
