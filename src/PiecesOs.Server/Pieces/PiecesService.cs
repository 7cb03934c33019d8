using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Batches;
using PiecesOs.Server.Pieces.Changes;
using PiecesOs.Server.Pieces.Library;
using PiecesOs.Server.Pieces.Materials;
using PiecesOs.Server.Pieces.Models;
using PiecesOs.Server.Pieces.Records;
using PiecesOs.Server.Pieces.Relations;
using PiecesOs.Server.Pieces.Samples;
using PiecesOs.Server.Pieces.Search;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Pieces.Shares;
using PiecesOs.Server.Pieces.Streams;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces;

/// <summary>The Pieces side: its parts and their routes. A further API is a folder and a line in <see cref="Map"/>.</summary>
internal sealed class PiecesService : IAsyncDisposable
{
    private readonly Database _database;
    private readonly RelatedSearch _related = new();
    private readonly AssetTable _table;
    private readonly AssetService _assets;
    private readonly NameUpdates _names = new();
    private readonly SyntaxHighlighter _highlighter = new();

    private PiecesService(Database database, PiecesState state)
    {
        _database = database;
        State = state;
        _table = new AssetTable(Vocabulary);
        _assets = new AssetService(database, _table, Feed, _names, state);
        Samples = new SampleGenerator(database, _assets);
    }

    public PiecesState State { get; }

    public Vocabulary Vocabulary { get; } = new();

    public ChangeFeed Feed { get; } = new();

    public OpenStreams Streams { get; } = new();

    public SampleGenerator Samples { get; }

    public static async Task<PiecesService> CreateAsync(PiecesOptions options, Database database)
    {
        var service = new PiecesService(database, await database.WriteAsync(session => new PiecesState(options, session)));
        using (var lease = database.Read())
            service.Vocabulary.Load(lease.Session);
        await service._assets.ReplacePlaceholdersAsync();
        return service;
    }

    /// <summary>Creates samples, unless there are assets already.</summary>
    public async Task FillAsync(int count)
    {
        if (IsEmpty())
            await Samples.CreateAsync(count, seed: 1);
    }

    public void Map(WebApplication app)
    {
        var assetReader = new AssetReader(_database, State);
        var shareReader = new ShareReader(_database, State);
        var shares = new ShareService(_database, _assets, Feed, State);
        new HealthRoutes(State).Map(app);
        new ConnectRoutes(_database, State).Map(app);
        new AssetsRoutes(_database, _assets, assetReader, _related, State).Map(app);
        new AssetItemRoutes(_database, _assets, assetReader, State).Map(app);
        new SearchRoutes(_database, new AssetSearch(Vocabulary), State).Map(app);
        new SharesRoutes(_database, shares, shareReader, State).Map(app);
        new LinkifyRoutes(_database, _assets, shares, shareReader, State).Map(app);
        new MaterialRoutes(_database, State).Map(app);
        new BatchRoutes(_database, State).Map(app);
        new RelationRoutes(_database, State).Map(app);
        new RecordRoutes(_database, new RecordService(_database, _assets, Feed), State).Map(app);
        ModelRoutes.Map(app);
        new LibraryRoutes(new LibraryStore(_database, _table, Feed), State).Map(app);
        new SharePageRoutes(_database, _highlighter).Map(app);
        new StreamRoutes(new StreamFrames(_database, _related, State), Feed, Streams, State, app.Lifetime).Map(app);
    }

    public ValueTask DisposeAsync()
    {
        _highlighter.Dispose();
        return _names.DisposeAsync();
    }

    private bool IsEmpty()
    {
        using var lease = _database.Read();
        return lease.Session.Scalar("SELECT 1 FROM assets LIMIT 1") is null;
    }
}
