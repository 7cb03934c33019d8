using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>A cmdlet that makes links: to single assets as they come in, or to all of them at the end.</summary>
public abstract class LinkCmdlet : SeedCmdlet
{
    private readonly List<AssetReference> _collection = [];
    private AssetResolver? _resolver;

    /// <summary>Who may open the link: anybody who has it, or the users named with -User.</summary>
    [Parameter]
    public ShareAccess Access { get; set; } = ShareAccess.Public;

    /// <summary>The e-mail addresses of the users to share with. Private links need at least one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] User { get; set; } = [];

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken) => Access == ShareAccess.Private && User.Length == 0
        ? throw new TerminatingErrorException(ErrorFactory.Create(
            new InputException("UsersRequired", ErrorCategory.InvalidArgument, "A private link is shared with somebody.")
            {
                RecommendedAction = "Name the users to share with by -User.",
            },
            Access))
        : Task.CompletedTask;

    /// <inheritdoc/>
    protected override string? SeedName => null;

    /// <inheritdoc/>
    protected override string? SeedLanguage => null;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SeedTags => [];

    /// <inheritdoc/>
    protected override string? SeedDescription => null;

    /// <summary>Asks about each asset, and then does it; what goes wrong with one is reported beside it.</summary>
    private protected async Task ForEachAssetAsync(
        IEnumerable<AssetReference> references, string action, CancellationToken cancellationToken, Func<AssetReference, Task> make)
    {
        foreach (var reference in references)
        {
            if (!await ShouldProcessAsync(reference.ToString(), action).ConfigureAwait(false))
                continue;
            await GetResolverAsync(cancellationToken).ConfigureAwait(false); // Found before anything runs in parallel.
            await ForInputInParallelAsync(reference.Input, ThrottleLimit, () => make(reference)).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps assets for the end.</summary>
    private protected void Collect(IEnumerable<AssetReference> references) => _collection.AddRange(references);

    /// <summary>Asks about the collection as a whole, and then does it.</summary>
    private protected async Task WithCollectionAsync(string? name, string action, Func<IReadOnlyList<AssetReference>, Task> make)
    {
        if (_collection.Count == 0)
            return;
        var target = $"{_collection.Count} assets{(name is null ? string.Empty : $" as '{DisplayText.Of(name)}'")}";
        object?[] inputs = _collection.Select(static reference => reference.Input).ToArray();
        await ForInputAsync(inputs, async () =>
        {
            if (await ShouldProcessAsync(target, action).ConfigureAwait(false))
                await make(_collection).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>The id of an asset.</summary>
    private protected async Task<string> GetIdAsync(AssetReference reference, CancellationToken cancellationToken) =>
        await (await GetResolverAsync(cancellationToken).ConfigureAwait(false)).GetIdAsync(reference, cancellationToken).ConfigureAwait(false);

    /// <summary>An asset with its content.</summary>
    private protected async Task<Asset> GetWholeAsync(AssetReference reference, CancellationToken cancellationToken) =>
        await (await GetResolverAsync(cancellationToken).ConfigureAwait(false)).GetWholeAsync(reference, cancellationToken).ConfigureAwait(false);

    private async Task<AssetResolver> GetResolverAsync(CancellationToken cancellationToken) =>
        _resolver ??= new AssetResolver(await GetClientAsync(cancellationToken).ConfigureAwait(false));
}
