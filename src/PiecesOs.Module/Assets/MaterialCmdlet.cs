namespace PiecesOs.Module;

/// <summary>A cmdlet that takes texts and files, each for itself, and says what it emits for one.</summary>
public abstract class MaterialCmdlet : SeedCmdlet
{
    /// <summary>The text to save. Each string from the pipeline becomes an asset: use Get-Content -Raw for a whole file. Objects with a property Text do as well.</summary>
    [Parameter(ParameterSetName = "Text", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [TextOnlyTransformation]
    [ValidateNotNullOrEmpty]
    public string Text { get; set; } = string.Empty;

    /// <summary>A file to save, as Get-ChildItem and Get-Item return it.</summary>
    [Parameter(ParameterSetName = "File", Mandatory = true, ValueFromPipeline = true)]
    [FileTransformation]
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
    /// The language or file type in any spelling, such as ps1, .PS1, PowerShell or png. Without it a file's extension is taken; for text
    /// Pieces OS guesses.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [LanguageTransformation]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    /// <summary>Tags to put on the asset.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>A description to put on the asset.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>What is done with the material, as -WhatIf and -Confirm say it.</summary>
    protected abstract string Action { get; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ParameterSetName switch
    {
        "File" => WithFilesAsync([File!.FullName], areLiteral: true, Action, CreateJob, cancellationToken),
        "Path" => WithFilesAsync(Path, areLiteral: false, Action, CreateJob, cancellationToken),
        "LiteralPath" => WithFilesAsync(LiteralPath, areLiteral: true, Action, CreateJob, cancellationToken),
        _ => WithOwnTextAsync(cancellationToken),
    };

    /// <inheritdoc/>
    private protected override SeedMaterial DescribeMaterial() =>
        new() { Name = Name, Language = Language, Tags = Tag, Description = Description };

    /// <summary>The job that sends the material and emits what comes back.</summary>
    private protected abstract IPipelineJob CreateJob(PiecesServer server, SeedMaterial material);

    private async Task WithOwnTextAsync(CancellationToken cancellationToken)
    {
        if (Text.IndexOf('\n') < 0 && await OnPipelineThreadAsync(() => InputFile.IsPathOfFile(SessionState, Text)).ConfigureAwait(false))
            WriteWarning($"'{DisplayText.Of(Text)}' is taken as text, but a file of that name is there. To take what is in the file, use -Path.");
        await WithTextAsync(Text, Action, CreateJob, cancellationToken).ConfigureAwait(false);
    }
}
