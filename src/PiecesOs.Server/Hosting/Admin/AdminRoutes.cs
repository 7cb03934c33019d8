using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using PiecesOs.Server.Cloudflare;
using PiecesOs.Server.Hosting.Faults;
using PiecesOs.Server.Hosting.Pacing;
using PiecesOs.Server.Hosting.Requests;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Hosting.Admin;

/// <summary>The paths under <c>/.sandbox</c>, for tests and demonstrations; README.md has the shapes.</summary>
internal sealed class AdminRoutes(Database database, PiecesService pieces, RequestLog log, FaultList faults, Pace pace)
{
    private readonly PiecesState _state = pieces.State;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/.sandbox/requests", RequestsAsync);
        app.MapDelete("/.sandbox/requests", ClearRequestsAsync);
        app.MapGet("/.sandbox/faults", FaultsAsync);
        app.MapPost("/.sandbox/faults", AddFaultsAsync);
        app.MapDelete("/.sandbox/faults", ClearFaultsAsync);
        app.MapPost("/.sandbox/reset", ResetAsync);
        app.MapPost("/.sandbox/sample", SampleAsync);
        app.MapGet("/.sandbox/account", AccountAsync);
        app.MapPut("/.sandbox/account", SetAccountAsync);
        app.MapGet("/.sandbox/pace", PaceAsync);
        app.MapPut("/.sandbox/pace", SetPaceAsync);
        app.MapPost("/.sandbox/suggestion", SuggestAsync);
        app.MapPost("/.sandbox/streams/drop", DropStreamsAsync);
        app.MapPost("/.sandbox/backup", BackUpAsync);
        app.MapPost("/.sandbox/stop", StopAsync);
    }

    /// <summary>Shuts the process down; Windows has no signal for that.</summary>
    private static Task StopAsync(HttpContext context)
    {
        context.RequestServices.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        return NothingAsync(context);
    }

    private async Task RequestsAsync(HttpContext context)
    {
        var since = long.TryParse(context.Request.Query["since"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        await context.JsonAsync(writer => writer.WriteObject(() => writer.WriteArray("iterable", log.Since(since), record =>
        {
            writer.WriteNumber("sequence", record.Sequence);
            writer.WriteString("time", Json.Format(record.Time));
            writer.WriteString("method", record.Method);
            writer.WriteString("path", record.Path);
            writer.WriteString("query", record.Query);
            writer.WriteString("contentType", record.ContentType);
            writer.WriteNumber("status", record.Status);
            writer.WriteNumber("requestBytes", record.RequestBytes);
            writer.WriteNumber("responseBytes", record.ResponseBytes);
            writer.WriteNumber("milliseconds", record.Milliseconds);
            writer.WriteBoolean("faulted", record.Faulted);
            writer.WriteString("body", Encoding.UTF8.GetString(record.Excerpt));
        })));
    }

    private Task ClearRequestsAsync(HttpContext context)
    {
        log.Clear();
        return NothingAsync(context);
    }

    private Task FaultsAsync(HttpContext context) => context.JsonAsync(writer => writer.WriteObject(() => writer.WriteArray("iterable", faults.All(), fault =>
    {
        foreach (var member in fault.Json.EnumerateObject().Where(member => member.Name is not "times" and not "after"))
            member.WriteTo(writer);
        if (fault.Times is { } times)
            writer.WriteNumber("times", times);
        writer.WriteNumber("after", fault.After);
    })));

    /// <summary>One fault, or several as <c>iterable</c>.</summary>
    private async Task AddFaultsAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, _state.Options.MaxBody);
        var several = body.Root.Get("iterable") is not null;
        faults.Add((several ? body.Root.Items("iterable") : [body.Root]).Select(Fault.Read).ToList());
        await NothingAsync(context);
    }

    private Task ClearFaultsAsync(HttpContext context)
    {
        faults.Clear();
        return NothingAsync(context);
    }

    /// <summary>Deletes everything that users created; account, faults and log stay.</summary>
    private async Task ResetAsync(HttpContext context)
    {
        await database.WriteAsync(session => session.Execute(Schema.Empty + CloudflareTables.Empty));
        pieces.Vocabulary.Clear();
        pieces.Feed.PublishAll();
        await NothingAsync(context);
    }

    private async Task SampleAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, _state.Options.MaxBody);
        var count = (int)(body.Root.Number("count", 1, 1_000_000) ?? 20);
        var seed = (int)(body.Root.Number("seed", 0, int.MaxValue) ?? 1);
        var contentBytes = (int?)body.Root.Number("contentBytes", 1, 16 * 1024 * 1024);
        await pieces.Samples.CreateAsync(count, seed, contentBytes);
        await NothingAsync(context);
    }

    private Task AccountAsync(HttpContext context) => context.JsonAsync(writer => writer.WriteObject(() =>
    {
        writer.WriteString("account", Choice.NameOf(_state.Account));
        writer.WriteString("github", _state.GitHub ? "connected" : "none");
        if (_state.Outdated == OutdatedScope.All)
            writer.WriteString("outdated", Choice.NameOf(_state.Outdated));
        else
            writer.WriteBoolean("outdated", _state.Outdated == OutdatedScope.Links);
        writer.WriteBoolean("migrating", _state.Migrating);
        writer.WriteNumber("listLoses", _state.ListLoses);
    }));

    /// <summary>Changes the members that were sent.</summary>
    private async Task SetAccountAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, _state.Options.MaxBody);
        var account = Read(body.Root, "account", Choice.Parse<AccountState>, _state.Account);
        var github = Read(body.Root, "github", name => Choice.Parse(name, "none", "connected"), _state.GitHub);
        var outdated = Read(body.Root, "outdated", Choice.Parse<OutdatedScope>, _state.Outdated);
        var listLoses = (int?)body.Root.Number("listLoses", 0, 1_000_000) ?? _state.ListLoses;
        (_state.Account, _state.GitHub, _state.ListLoses) = (account, github, listLoses);
        _state.Outdated = body.Root.Flag("outdated") switch { true => OutdatedScope.Links, false => OutdatedScope.None, null => outdated };
        _state.Migrating = body.Root.Flag("migrating") ?? _state.Migrating;
        pieces.Feed.PublishUser();
        await AccountAsync(context);
    }

    private static T Read<T>(JsonElement body, string name, Func<string, T> parse, T other)
    {
        try
        {
            return body.Text(name) is { } given ? parse(given) : other;
        }
        catch (FormatException error)
        {
            throw ApiError.BadRequest($"{name}: {error.Message}");
        }
    }

    private Task PaceAsync(HttpContext context) => context.JsonAsync(writer => writer.WriteObject(() => writer.WriteNumber("factor", pace.Factor)));

    private async Task SetPaceAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, _state.Options.MaxBody);
        if (body.Root.Get("factor") is not { ValueKind: JsonValueKind.Number } number || number.GetDouble() is var factor && !Pace.IsFactor(factor))
            throw ApiError.BadRequest(string.Create(CultureInfo.InvariantCulture, $"factor must be a number from 0 to {Pace.MaxFactor}."));
        pace.Factor = factor;
        await PaceAsync(context);
    }

    /// <summary>Sends the body to every suggestions stream as it is.</summary>
    private async Task SuggestAsync(HttpContext context)
    {
        pieces.Feed.PublishFrame(await ReadSuggestionsAsync(context));
        await NothingAsync(context);
    }

    /// <summary>Does not use <see cref="BodyReader"/>, which would extract the content of suggested seeds.</summary>
    private static async Task<byte[]> ReadSuggestionsAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            if (body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.Get("iterable") is { ValueKind: JsonValueKind.Array })
                return Encoding.UTF8.GetBytes(body.RootElement.GetRawText());
        }
        catch (JsonException)
        {
            // Reported below.
        }

        throw ApiError.BadRequest("The body must be a WorkstreamSuggestions object with an iterable.");
    }

    private Task DropStreamsAsync(HttpContext context)
    {
        var dropped = pieces.Streams.DropAll();
        return context.JsonAsync(writer => writer.WriteObject(() => writer.WriteNumber("dropped", dropped)));
    }

    /// <summary>Copies the data to a file on the computer of the server.</summary>
    private async Task BackUpAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, _state.Options.MaxBody);
        if (body.Root.Text("path") is not { Length: > 0 } path || !Path.IsPathFullyQualified(path))
            throw ApiError.BadRequest("path must be the full path of a file.");
        try
        {
            await database.BackUpAsync(path, body.Root.Flag("replace") ?? false, context.RequestAborted);
        }
        catch (DataFileExistsException error)
        {
            throw new ApiError(StatusCodes.Status409Conflict, error.Message);
        }
        catch (Exception error) when (DataFileException.FaultOf(error) is null && error is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new ApiError(StatusCodes.Status500InternalServerError, $"'{path}' cannot be written: {error.Message}");
        }

        await NothingAsync(context);
    }

    private static Task NothingAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
