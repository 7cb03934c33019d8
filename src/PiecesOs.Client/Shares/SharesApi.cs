using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations of the Pieces Shares API, each under its own name.</summary>
public sealed class SharesApi
{
    private static readonly string[] s_iterable = ["iterable"];

    private readonly RestClient _rest;

    internal SharesApi(RestClient rest) => _rest = rest;

    /// <summary><c>shares_create_new_share</c>, POST /shares/create: makes a share of one asset or of several.</summary>
    public IAsyncEnumerable<Share> SharesCreateNewShareAsync(
        IReadOnlyList<Asset> assets,
        ShareAccess access,
        IReadOnlyList<string>? userEmails = null,
        string? name = null,
        bool? transferables = null,
        CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteAccess(access, userEmails ?? []);
            if (name is not null)
                writer.WriteString("name", name);
            if (assets.Count == 1)
            {
                writer.WritePropertyName("asset");
                assets[0].WriteTo(writer);
            }
            else
            {
                writer.WriteIterable("assets", assets);
            }

            writer.WriteEndObject();
        });
        var path = new PathBuilder("shares/create").Query("transferables", transferables);
        return _rest.CreateSharesAsync(RestRequest.Change("shares_create_new_share", path.ToString(), body), cancellationToken);
    }

    /// <summary><c>shares_delete_share</c>, POST /shares/{share}/delete: deletes a share; returns its id.</summary>
    public Task<string> SharesDeleteShareAsync(string share, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("shares").Segment(share).Path("delete");
        return _rest.DeleteAsync(RestRequest.Change("shares_delete_share", path.ToString()), share, cancellationToken);
    }

    /// <summary><c>shares_snapshot</c>, GET /shares: all shares, returned while they arrive.</summary>
    public IAsyncEnumerable<Share> SharesSnapshotAsync(
        bool? transferables = null, AnswerDeadline? deadline = null, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("shares").Query("transferables", transferables);
        return List(new RestRequest("shares_snapshot", HttpMethod.Get, path.ToString()) { Deadline = deadline }, cancellationToken);
    }

    /// <summary><c>shares_specific_share_snapshot</c>, GET /shares/{share}: one share.</summary>
    public Task<Share> SharesSpecificShareSnapshotAsync(string share, bool? transferables = null, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("shares").Segment(share).Query("transferables", transferables);
        var request = RestRequest.Get("shares_specific_share_snapshot", path.ToString());
        return _rest.GetResourceAsync(request, share, static json => new Share(json), cancellationToken);
    }

    private IAsyncEnumerable<Share> List(RestRequest request, CancellationToken cancellationToken) =>
        _rest.GetPresentAsync(request, s_iterable, static json => new Share(json), static share => share.Id, removed: null, cancellationToken);
}
