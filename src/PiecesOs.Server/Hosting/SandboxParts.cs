using PiecesOs.Server.Admin;
using PiecesOs.Server.Assets;
using PiecesOs.Server.Cloudflare;
using PiecesOs.Server.Faults;
using PiecesOs.Server.Http;
using PiecesOs.Server.Links;
using PiecesOs.Server.Materials;
using PiecesOs.Server.Pacing;
using PiecesOs.Server.Pages;
using PiecesOs.Server.Samples;
using PiecesOs.Server.Search;
using PiecesOs.Server.Service;
using PiecesOs.Server.Shares;
using PiecesOs.Server.Storage;
using PiecesOs.Server.Streams;

namespace PiecesOs.Server.Hosting;

/// <summary>Puts the parts together, and their paths into the web server. A further API is a folder and a line in <see cref="MapTo"/>.</summary>
internal sealed class SandboxParts : IAsyncDisposable
{
    private readonly Database _database;
    private readonly SandboxOptions _options;
    private readonly string _adminToken;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly Vocabulary _vocabulary = new();
    private readonly ChangeFeed _feed = new();
    private readonly RelatedSearch _related = new();
    private readonly AssetService _assets;
    private readonly SampleMaker _samples;
    private readonly NameUpdates _names = new();
    private readonly Pace _pace;
    private readonly CloudflareParts _cloudflare;

    private SandboxParts(SandboxOptions options, Database database, IHostApplicationLifetime lifetime, string adminToken, ServerState state, CloudflareParts cloudflare)
    {
        _options = options;
        _database = database;
        _lifetime = lifetime;
        _adminToken = adminToken;
        State = state;
        _cloudflare = cloudflare;
        _assets = new AssetService(database, new AssetTable(_vocabulary), _feed, _names, state);
        _pace = new Pace(options.Pace);
        _samples = new SampleMaker(database, _assets);
    }

    public ServerState State { get; }

    public static async Task<SandboxParts> CreateAsync(SandboxOptions options, Database database, IHostApplicationLifetime lifetime, string adminToken)
    {
        var state = await database.WriteAsync(session => new ServerState(options, session));
        var cloudflare = await CloudflareParts.CreateAsync(database, options);
        var parts = new SandboxParts(options, database, lifetime, adminToken, state, cloudflare);
        using (var lease = database.Read())
            parts._vocabulary.Load(lease.Session);
        await parts._assets.NameLeftAsync();
        return parts;
    }

    /// <summary>Makes samples, unless the data already holds assets.</summary>
    public async Task FillAsync(int count)
    {
        if (count > 0 && IsEmpty())
            await _samples.MakeAsync(count, seed: 1);
        if (count > 0)
            await _cloudflare.FillAsync();
    }

    /// <summary>The way of a request, from the outside in.</summary>
    public void MapTo(WebApplication app)
    {
        var log = new RequestLog();
        var faults = new FaultList();
        var streams = new OpenStreams();
        app.Use(log.InvokeAsync);
        app.Use(new RequestGuard(_options.Listen).InvokeAsync);
        app.Use(new AdminGuard(_adminToken).InvokeAsync);
        app.UseWebSockets();
        app.Use(new FaultMiddleware(faults).InvokeAsync);
        app.Use((HttpContext context, RequestDelegate next) => ErrorAnswers.InvokeAsync(context, next));
        _cloudflare.Guard(app);
        app.Use(new MigrationMiddleware(State).InvokeAsync);
        app.UseRouting();
        app.Use(new PaceMiddleware(_pace, _database, State).InvokeAsync);

        var assetReader = new AssetReader(_database, State);
        var shareReader = new ShareReader(_database, State);
        var shares = new ShareService(_database, _assets, _feed, State);
        new WellKnownRoutes(State).Map(app);
        new ConnectRoutes(_database, State).Map(app);
        new AssetsRoutes(_database, _assets, assetReader, _related, State).Map(app);
        new AssetItemRoutes(_database, _assets, assetReader, State).Map(app);
        new SearchRoutes(_database, new AssetSearch(_vocabulary), State).Map(app);
        new SharesRoutes(_database, shares, shareReader, State).Map(app);
        new LinkifyRoutes(_database, _assets, shares, shareReader, State).Map(app);
        new MaterialRoutes(_database, State).Map(app);
        new SharePageRoutes(_database).Map(app);
        new StreamRoutes(new StreamFrames(_database, _related, State), _feed, streams, State, _lifetime).Map(app);
        _cloudflare.Map(app);
        new PaceRoutes(_pace, State).Map(app);
        new AdminRoutes(_database, _vocabulary, _samples, log, faults, _feed, streams, State).Map(app);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _names.DisposeAsync();
        _pace.Dispose();
    }

    private bool IsEmpty()
    {
        using var lease = _database.Read();
        return lease.Session.Scalar("SELECT 1 FROM assets LIMIT 1") is null;
    }
}
