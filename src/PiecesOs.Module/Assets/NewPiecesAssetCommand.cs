using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Saves text or files as assets (operation <c>assets_create_new_asset</c>). Each string or file becomes one asset. Files that
/// are text are saved as text, without a byte order mark; others as they are, byte for byte.
/// </summary>
[Cmdlet(VerbsCommon.New, "PiecesAsset", DefaultParameterSetName = "Text", SupportsShouldProcess = true)]
[OutputType(typeof(Asset))]
public sealed class NewPiecesAssetCommand : SeedCmdlet
{
    private const string Action = "Create asset";

    /// <summary>The text to save. Each string from the pipeline becomes an asset: use Get-Content -Raw for a whole file. Objects with a property Text do as well.</summary>
    [Parameter(ParameterSetName = "Text", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [TextOnlyTransformation]
    [ValidateNotNullOrEmpty]
    public string Text { get; set; } = string.Empty;

    /// <summary>A file to save, as Get-ChildItem and Get-Item return it.</summary>
    [Parameter(ParameterSetName = "File", Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public FileSystemInfo? File { get; set; }

    /// <summary>Files to save; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Path", Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files to save, taken as they are written.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The title. Without it a file's name is taken; for text Pieces OS makes one up.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>
    /// The language or file type as Pieces names it, such as ps1, cs or png. Without it a file's extension is taken; for text
    /// Pieces OS guesses.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Language { get; set; }

    /// <summary>Tags to put on the asset.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>A description to put on the asset.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <inheritdoc/>
    protected override string? SeedName => Name;

    /// <inheritdoc/>
    protected override string? SeedLanguage => Language;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SeedTags => Tag;

    /// <inheritdoc/>
    protected override string? SeedDescription => Description;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        Func<SeedBody, Task> create = seed => CreateAsync(seed, cancellationToken);
        return ParameterSetName switch
        {
            "File" => WithFilesAsync([File!.FullName], areLiteral: true, Action, create, cancellationToken),
            "Path" => WithFilesAsync(Path, areLiteral: false, Action, create, cancellationToken),
            "LiteralPath" => WithFilesAsync(LiteralPath, areLiteral: true, Action, create, cancellationToken),
            _ => ForInputAsync(Text, () => WithTextAsync(Text, Action, create, cancellationToken)),
        };
    }

    private async Task CreateAsync(SeedBody seed, CancellationToken cancellationToken)
    {
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);

        // The answer would repeat a large content several times over; nobody who just sent it needs that.
        bool? transferables = seed.IsLarge ? false : null;
        WriteObject(await client.Assets.AssetsCreateNewAssetAsync(seed, transferables, cancellationToken).ConfigureAwait(false));
    }
}
