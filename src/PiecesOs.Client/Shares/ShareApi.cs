using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations of the Pieces Share API, each under its own name.</summary>
public sealed class ShareApi
{
    private readonly RestClient _rest;

    internal ShareApi(RestClient rest) => _rest = rest;

    /// <summary><c>share_scores_increment</c>, POST /share/{share}/scores/increment: counts one use of what the share shows.</summary>
    public Task ShareScoresIncrementAsync(string share, ScoreIncrement increment, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("share");
            writer.WriteBoolean(WireName(increment), true);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        var path = new PathBuilder("share").Segment(share).Path("scores/increment");
        return _rest.SendAsync(RestRequest.Change("share_scores_increment", path.ToString(), body), cancellationToken);
    }

    /// <summary><c>share_snapshot</c>, GET /share/{share}: one share.</summary>
    public Task<Share> ShareSnapshotAsync(string share, bool? transferables = null, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("share").Segment(share).Query("transferables", transferables);
        var request = RestRequest.Get("share_snapshot", path.ToString());
        return _rest.GetResourceAsync(request, share, static json => new Share(json), cancellationToken);
    }

    /// <summary><c>share_update</c>, POST /share/update: sends a share as it came in plus what was changed.</summary>
    public Task<Share> ShareUpdateAsync(Share share, bool? transferables = null, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("share/update").Query("transferables", transferables);
        var request = RestRequest.Change("share_update", path.ToString(), JsonBody.From(share.WriteTo));
        return _rest.GetResourceAsync(request, share.Id, static json => new Share(json), cancellationToken);
    }

    private static string WireName(ScoreIncrement increment) => increment switch
    {
        ScoreIncrement.Reuse => "reuse",
        ScoreIncrement.Update => "update",
        ScoreIncrement.Reference => "reference",
        ScoreIncrement.Priority => "priority",
        ScoreIncrement.Searched => "searched",
        _ => throw new ArgumentOutOfRangeException(nameof(increment), increment, message: null),
    };
}
