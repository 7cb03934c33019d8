namespace PiecesOs.Module;

/// <summary>
/// Writes the shares that an account sends to a file that Sync-CloudflareShare reads (operations <c>shares-list</c>,
/// <c>share-recipients-list</c> and <c>share-excluded-recipients-list</c>).
/// </summary>
[Cmdlet(VerbsData.Export, "CloudflareShare", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportCloudflareShareCommand : CloudflareCmdlet
{
    /// <summary>The JSON file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Replace an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken) =>
        await ForInputAsync(Path, () => ExportAsync(cancellationToken)).ConfigureAwait(false);

    private async Task ExportAsync(CancellationToken cancellationToken)
    {
        var path = await OnPipelineThreadAsync(() => InputFile.Resolve(SessionState, Path, isLiteral: true)[0].FullPath).ConfigureAwait(false);
        if (!Force && File.Exists(path))
            throw LibraryErrors.FileExists(path);
        if (!await ShouldProcessAsync(path, "Export Cloudflare shares").ConfigureAwait(false))
            return;

        var accountId = AccountOf(ofInput: null);
        var shares = new List<DesiredShare>();
        foreach (var share in await PresentShare.ListAsync(Api, accountId, cancellationToken).ConfigureAwait(false))
        {
            PresentShare? present = null;
            await ForInputAsync(share, async () => present = await PresentShare.ReadAsync(Api, accountId, share, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            if (present is null)
                return; // Without this share, the file would not describe the account.
            shares.Add(present.ToDesired(accountId));
        }

        foreach (var name in shares.GroupBy(static share => share.Name, StringComparer.Ordinal).Where(static group => group.Skip(1).Any()))
            WriteWarning(DisplayText.Safe($"Several shares are named '{name.Key}'. Sync-CloudflareShare requires different names."));

        using var content = new MemoryStream();
        ShareDocument.Write(content, shares.OrderBy(static share => share.Name, StringComparer.Ordinal));
        content.Position = 0;
        OutputFile.Write(path, content, overwrite: Force);
        WriteObject(new FileInfo(path));
    }
}
