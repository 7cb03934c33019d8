using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Finds out the ids of shares that were named by link, code or name. The shares are listed once for a whole pipeline.</summary>
internal sealed class ShareResolver(PiecesClient client)
{
    private List<Share>? _shares;

    /// <summary>The id of the share.</summary>
    /// <exception cref="InputException">No share has that code or name, or several have the name.</exception>
    public async Task<string> GetIdAsync(ShareReference reference, CancellationToken cancellationToken)
    {
        if (reference.Id is { } known)
            return known;
        _shares ??= await client.Shares.SharesSnapshotAsync(transferables: false, cancellationToken)
            .ToListAsync(static share => share, cancellationToken).ConfigureAwait(false);
        var code = reference.Code!;
        var share = _shares.FirstOrDefault(share => share.Short == code)
            ?? _shares.FirstOrDefault(share => share.Id == code)
            ?? OnlyOneNamed(_shares, code);
        return share?.Id ?? throw new InputException(
            "ShareNotFound", ErrorCategory.ObjectNotFound, $"No share has the link, code or name '{DisplayText.Of(code)}'.")
        {
            RecommendedAction = "List what there is with Get-PiecesShare.",
        };
    }

    private static Share? OnlyOneNamed(IEnumerable<Share> shares, string name)
    {
        var named = shares.Where(share => string.Equals(share.Name, name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return named.Length <= 1 ? named.FirstOrDefault() : throw new InputException(
            "ShareNameAmbiguous",
            ErrorCategory.InvalidArgument,
            $"{named.Length} shares are named '{DisplayText.Of(name)}': {string.Join(", ", named.Take(10).Select(static share => share.Id))}{(named.Length > 10 ? ", ..." : string.Empty)}")
        {
            RecommendedAction = "Give the id or the link of the one that you mean.",
        };
    }
}
