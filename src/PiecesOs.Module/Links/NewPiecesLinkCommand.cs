using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Makes share links (operation <c>linkify</c>): one for each asset, text or file; text and files are saved as assets along the
/// way. With -AsCollection one link to all the assets (operation <c>linkify_multiple</c>). Needs a signed-in user with a
/// connected personal cloud.
/// </summary>
[Cmdlet(VerbsCommon.New, "PiecesLink", DefaultParameterSetName = "Asset", SupportsShouldProcess = true)]
[OutputType(typeof(Share))]
public sealed class NewPiecesLinkCommand : LinkCmdlet
{
    private const string Action = "Create share link";

    /// <summary>The assets to link to: objects, ids, names or patterns.</summary>
    [Parameter(ParameterSetName = "Asset", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Collection", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "AssetId")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <summary>Text to save and link to.</summary>
    [Parameter(ParameterSetName = "Text", Mandatory = true)]
    [TextOnlyTransformation]
    [ValidateNotNullOrEmpty]
    public string Text { get; set; } = string.Empty;

    /// <summary>Files to save and link to; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Path", Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files to save and link to, taken as they are written.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Make one link to all the assets; they must be backed up to the cloud.</summary>
    [Parameter(ParameterSetName = "Collection", Mandatory = true)]
    public SwitchParameter AsCollection { get; set; }

    /// <summary>
    /// Of a collection: a name for the link, which must not be taken. Of text and files: the title of the asset that is saved.
    /// </summary>
    [Parameter(ParameterSetName = "Collection")]
    [Parameter(ParameterSetName = "Text")]
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The language or file type of the text or file, such as ps1.</summary>
    [Parameter(ParameterSetName = "Text")]
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    /// <inheritdoc/>
    protected override string? SeedName => Name;

    /// <inheritdoc/>
    protected override string? SeedLanguage => Language;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        Func<SeedBody, Task> linkSeed = seed => LinkAsync(new LinkifyBody { Seed = seed, Access = Access, UserEmails = User }, cancellationToken);
        switch (ParameterSetName)
        {
            case "Text":
                return WithTextAsync(Text, Action, linkSeed, cancellationToken);
            case "Path":
                return WithFilesAsync(Path, areLiteral: false, Action, linkSeed, cancellationToken);
            case "LiteralPath":
                return WithFilesAsync(LiteralPath, areLiteral: true, Action, linkSeed, cancellationToken);
            case "Collection" when AsCollection:
                Collect(Asset);
                return Task.CompletedTask;
            default:
                return ForEachAssetAsync(Asset, Action, cancellationToken, async reference =>
                {
                    var asset = await GetWholeAsync(reference, cancellationToken).ConfigureAwait(false);
                    await LinkAsync(new LinkifyBody { Asset = asset, Access = Access, UserEmails = User }, cancellationToken).ConfigureAwait(false);
                });
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) => WithCollectionAsync(Name, Action, cancellationToken, async references =>
    {
        var ids = new List<string>();
        foreach (var reference in references)
            ids.Add(await GetIdAsync(reference, cancellationToken).ConfigureAwait(false));
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        await EmitAsync(client.Linkify.LinkifyMultipleAsync(ids, Access, User, Name, cancellationToken)).ConfigureAwait(false);
    });

    private async Task LinkAsync(LinkifyBody body, CancellationToken cancellationToken)
    {
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        await EmitAsync(client.Linkify.LinkifyAsync(body, cancellationToken)).ConfigureAwait(false);
    }

    private async Task EmitAsync(IAsyncEnumerable<Share> shares)
    {
        await foreach (var share in shares.ConfigureAwait(false))
            WriteObject(share);
    }
}
