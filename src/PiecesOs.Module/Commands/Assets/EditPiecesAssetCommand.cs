using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Opens the text of assets in an editor, one after the other, and saves what was changed. Reads each asset
/// (operation <c>assets_specific_asset_snapshot</c>), and before it saves the text (operation <c>format_update_value</c>), checks that
/// the content on the server is still the same (operation <c>format_snapshot</c>).
/// </summary>
[Cmdlet(VerbsData.Edit, "PiecesAsset", SupportsShouldProcess = true)]
[OutputType(typeof(Asset))]
public sealed class EditPiecesAssetCommand : PiecesCmdlet
{
    /// <summary>The assets to edit: IDs, names, patterns, or objects that identify an asset.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "AssetId")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <summary>Return the assets after the edit.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private TargetResolver Targets => field ??= new TargetResolver(this, readsCurrentNames: true);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await foreach (var reference in Targets.EachAsync(Asset, cancellationToken).ConfigureAwait(false))
            await ForInputAsync(reference.Input, () => EditAsync(reference, cancellationToken)).ConfigureAwait(false);
    }

    private async Task EditAsync(AssetReference reference, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(reference.ToString(), "Edit content").ConfigureAwait(false))
            return;
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        var id = await Targets.GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
        var asset = await server.Contents.ReadAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
        var content = asset.GetContent() ?? throw InputErrors.AssetWithoutContent(id);
        if (!content.IsText)
            throw InputErrors.ContentNotText(asset.ToString());
        var editor = await OnPipelineThreadAsync(() => TextEditor.Find(FindProgram)).ConfigureAwait(false);
        var original = content.GetBytes();
        using (var file = EditedFile.Create(asset, original))
        {
            try
            {
                WriteVerbose($"Opening '{DisplayText.Safe(file.FullPath)}' in '{DisplayText.Of(editor.Command)}'.");
                await editor.RunAsync(file.FullPath, cancellationToken).ConfigureAwait(false);
                await SaveAsync(server, asset, file, original, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (file.HasEdits)
            {
                file.Keep();
                var note = $"The edited text is in '{DisplayText.Safe(file.FullPath)}'.";
                if (cancellationToken.IsCancellationRequested)
                {
                    // A pipeline that was stopped has no error stream.
                    Host.UI?.WriteErrorLine($"{DisplayText.Safe(asset.Name)} was not saved. {note}");
                    throw;
                }

                if (e is TerminatingErrorException ending)
                    throw new TerminatingErrorException(ErrorFactory.WithNote(ending.ErrorRecord, note));
                WriteError(ErrorFactory.WithNote(ToErrorRecord(e, reference.Input), note));
                return;
            }
        }

        if (PassThru)
            WriteObject(await server.Contents.ReadAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    private async Task SaveAsync(PiecesServer server, Asset asset, EditedFile file, byte[] original, CancellationToken cancellationToken)
    {
        if (file.Read() is not { } edited)
        {
            WriteWarning($"'{DisplayText.Of(asset)}' was not changed, because the editor removed its file.");
            return;
        }

        if (file.IsOriginal(edited))
        {
            WriteVerbose($"'{DisplayText.Of(asset)}' was not changed in the editor, so nothing is sent.");
            return;
        }

        if (edited.Length == 0)
            throw InputErrors.ContentEmpty(asset.ToString());
        var text = EditedFile.Decode(edited) ?? throw InputErrors.ContentNotText(asset.ToString());
        var format = asset.GetOriginalFormat()?.Id ?? asset.GetContentFormat()?.Id;
        await new AssetEditor(server).SetContentAsync(asset.Id!, format, NewContent.FromText(text), original, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds a program as the prompt does. Requires the PowerShell engine.</summary>
    private string? FindProgram(string name) => (InvokeCommand.GetCommand(name, CommandTypes.Application) as ApplicationInfo)?.Path;
}
