using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Finds the shares that were named by link, code, name or pattern. The shares are listed once for a whole pipeline.</summary>
internal sealed class ShareResolver(PiecesClient client)
{
    private NameIndex<ShareReference>? _names;
    private IReadOnlyList<ShareReference> _shares = [];

    /// <summary>The id of the share.</summary>
    /// <exception cref="InputException">No share has that code or name, or several have the name.</exception>
    public async Task<string> GetIdAsync(ShareReference reference, CancellationToken cancellationToken)
    {
        if (reference.Id is { } known)
            return known;
        var names = await GetNamesAsync(cancellationToken).ConfigureAwait(false);
        var code = reference.Code!;
        return (reference.Link?.FindIn(_shares) ?? WithCode(code) ?? names.Find(code))?.Id ?? throw new InputException(
            "ShareNotFound", ErrorCategory.ObjectNotFound, $"No share has the link, code or name '{DisplayText.Of(code)}'.")
        {
            RecommendedAction = "List what there is with Get-PiecesShare.",
        };
    }

    /// <summary>The shares that a pattern stands for.</summary>
    /// <exception cref="InputException">Several have it for their name.</exception>
    public async Task<IReadOnlyList<ShareReference>> MatchAsync(ShareReference pattern, CancellationToken cancellationToken)
    {
        var names = await GetNamesAsync(cancellationToken).ConfigureAwait(false);
        return WithCode(pattern.Code!) is { } share ? [share] : names.FindAll(pattern.Code!);
    }

    private ShareReference? WithCode(string code) =>
        _shares.FirstOrDefault(reference => reference.Share!.Short == code) ?? _shares.FirstOrDefault(reference => string.Equals(reference.Id, code, StringComparison.OrdinalIgnoreCase));

    private async Task<NameIndex<ShareReference>> GetNamesAsync(CancellationToken cancellationToken)
    {
        if (_names is not null)
            return _names;
        var shares = await client.Shares.SharesSnapshotAsync(transferables: false, cancellationToken)
            .ToListAsync(static share => share, cancellationToken).ConfigureAwait(false);
        _shares = shares.Where(static share => share.Id is { Length: > 0 }).Select(ShareReference.From).ToArray();
        return _names = new NameIndex<ShareReference>("Share", _shares);
    }
}
