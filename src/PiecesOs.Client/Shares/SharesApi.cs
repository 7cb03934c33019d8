using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
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
        return List(RestRequest.Post("shares_create_new_share", path.ToString(), body), isRequired: false, cancellationToken);
    }

    /// <summary><c>shares_delete_share</c>, POST /shares/{share}/delete: deletes a share; returns its id.</summary>
    public Task<string> SharesDeleteShareAsync(string share, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("shares").Segment(share).Path("delete");
        return _rest.GetTextAsync(RestRequest.Post("shares_delete_share", path.ToString()), cancellationToken);
    }

    /// <summary><c>shares_snapshot</c>, GET /shares: all shares, returned while they arrive.</summary>
    public IAsyncEnumerable<Share> SharesSnapshotAsync(
        bool? transferables = null, AnswerDeadline? deadline = null, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("shares").Query("transferables", transferables);
        return List(new RestRequest("shares_snapshot", HttpMethod.Get, path.ToString()) { Deadline = deadline }, isRequired: true, cancellationToken);
    }

    /// <summary><c>shares_specific_share_snapshot</c>, GET /shares/{share}: one share.</summary>
    public async Task<Share> SharesSpecificShareSnapshotAsync(string share, bool? transferables = null, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("shares").Segment(share).Query("transferables", transferables);
        return new Share(await _rest.GetJsonAsync(RestRequest.Get("shares_specific_share_snapshot", path.ToString()), cancellationToken).ConfigureAwait(false));
    }

    private IAsyncEnumerable<Share> List(RestRequest request, bool isRequired, CancellationToken cancellationToken) =>
        _rest.GetPresentAsync(request, s_iterable, static json => new Share(json), static share => share.Id, removed: null, isRequired, cancellationToken);
}
