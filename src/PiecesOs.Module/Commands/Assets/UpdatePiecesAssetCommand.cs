using System.Diagnostics;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Changes assets: the name and whether they are favorites (operation <c>asset_update</c>), the language (<c>asset_reclassify</c>), the
/// content (<c>format_snapshot</c>, <c>format_update_value</c>), the tags (<c>tags_exists</c>, <c>tags_create_new_tag</c>,
/// <c>tag_associate_asset</c>, <c>tag_disassociate_asset</c>) and the description (<c>annotation_specific_annotation_snapshot</c>,
/// <c>annotation_update</c>, <c>annotations_create_new_annotation</c>, <c>annotations_delete_specific_annotation</c>). Reads each asset
/// first (<c>assets_specific_asset_snapshot</c>), so that only what differs is sent and nothing else changes.
/// </summary>
[Cmdlet(VerbsData.Update, "PiecesAsset", DefaultParameterSetName = "Text", SupportsShouldProcess = true)]
[OutputType(typeof(Asset))]
public sealed class UpdatePiecesAssetCommand : PiecesCmdlet
{
    /// <summary>After a prompt that took longer, the asset is read again, because it may have changed.</summary>
    private static readonly TimeSpan s_maxAge = TimeSpan.FromSeconds(1);

    private AssetUpdate _update = new();

    /// <summary>The assets to change: IDs, names, patterns, or objects that identify an asset.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "AssetId")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <summary>The new title.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The new text.</summary>
    [Parameter(ParameterSetName = "Text")]
    [ValidateNotNullOrEmpty]
    public string? Text { get; set; }

    /// <summary>The file with the new content; wildcards are allowed if they match one file.</summary>
    [Parameter(ParameterSetName = "Path", Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The new language or file type in any spelling, such as ps1, .PS1, PowerShell or png.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [LanguageTransformation]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    /// <summary>Tags to add.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] AddTag { get; set; } = [];

    /// <summary>Tags to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] RemoveTag { get; set; } = [];

    /// <summary>The tags that replace those of the user; an empty list removes them. Tags that Pieces OS added stay.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>The new description; an empty text removes it. Descriptions that Pieces OS generated stay.</summary>
    [Parameter]
    [ValidateNotNull]
    public string? Description { get; set; }

    /// <summary>Mark the assets as favorites; with :$false, no longer.</summary>
    [Parameter]
    public SwitchParameter Favorite { get; set; }

    /// <summary>Return the changed assets.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private TargetResolver Targets => field ??= new TargetResolver(this, readsCurrentNames: true);

    /// <inheritdoc/>
    protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            _update = new AssetUpdate
            {
                Name = Name,
                IsFavorite = MyInvocation.BoundParameters.ContainsKey("Favorite") ? Favorite.IsPresent : null,
                Language = Language,
                Content = await ReadContentAsync().ConfigureAwait(false),
                Tags = Tag?.Where(static text => !string.IsNullOrWhiteSpace(text)).ToArray(),
                AddedTags = AddTag,
                RemovedTags = RemoveTag,
                Description = Description,
            };
            if (_update.IsEmpty)
                throw InputErrors.NothingToChange("Specify at least one of -Name, -Text, -Path, -Language, -AddTag, -RemoveTag, -Tag, -Description and -Favorite.");
        }
        catch (InputException e)
        {
            throw new TerminatingErrorException(ErrorFactory.Create(e, target: null));
        }
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var given in Asset)
        {
            await ForInputAsync(given.Input, async () =>
            {
                if (given.IsPattern && _update.IsForOneAsset)
                    await RequireOneMatchAsync(given, cancellationToken).ConfigureAwait(false);
                await foreach (var reference in Targets.EachAsync(new[] { given }, cancellationToken).ConfigureAwait(false))
                    await ForInputAsync(reference.Input, () => UpdateAsync(reference, cancellationToken)).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private async Task<NewContent?> ReadContentAsync()
    {
        if (Text is not null)
            return NewContent.FromText(Text);
        if (Path is not { } path)
            return null;
        var files = await OnPipelineThreadAsync(() => InputFile.Resolve(SessionState, path, isLiteral: false)).ConfigureAwait(false);
        return files.Count == 1 ? NewContent.FromFile(files[0]) : throw InputErrors.NotOneFile(path, files.Count);
    }

    /// <summary>The same name or content for several assets is a pattern that matches more than was meant.</summary>
    private async Task RequireOneMatchAsync(AssetReference pattern, CancellationToken cancellationToken)
    {
        var matches = await Targets.AllAsync(new[] { pattern }, cancellationToken).ConfigureAwait(false);
        if (matches.Count > 1)
            throw InputErrors.PatternMatchesSeveral(pattern.Name!, matches.Select(static match => match.Id).ToArray());
    }

    private async Task UpdateAsync(AssetReference reference, CancellationToken cancellationToken)
    {
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        var id = await Targets.GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
        var editor = new AssetEditor(server);
        var asset = await editor.ReadAsync(id, _update, cancellationToken).ConfigureAwait(false);
        var edit = AssetEdit.Of(_update, asset);
        var target = AssetReference.Known(id, asset.Name).ToString();
        if (edit.KeptTags.Count > 0)
            WriteVerbose($"{target}: tags that Pieces OS added stay: {string.Join(", ", edit.KeptTags.Select(DisplayText.Safe))}.");
        if (edit.IsEmpty)
        {
            WriteVerbose($"{target}: nothing differs, so nothing is sent.");
            if (PassThru)
                WriteObject(asset.HasContent() ? asset : await server.Contents.ReadAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false));
            return;
        }

        var prompt = Stopwatch.StartNew();
        if (!await ShouldProcessAsync(target, edit.ToString()).ConfigureAwait(false))
            return;
        if (prompt.Elapsed > s_maxAge)
        {
            asset = await editor.ReadAsync(id, _update, cancellationToken).ConfigureAwait(false);
            edit = AssetEdit.Of(_update, asset);
        }

        var made = new List<string>();
        try
        {
            await editor.ApplyAsync(asset, edit, made, cancellationToken).ConfigureAwait(false);
            if (PassThru)
                WriteObject(await server.Contents.ReadAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (made.Count > 0 && e is not TerminatingErrorException && !cancellationToken.IsCancellationRequested)
        {
            WriteError(ErrorFactory.WithNote(ToErrorRecord(e, reference.Input), $"Changed before: {string.Join(", ", made)}."));
        }
    }
}
