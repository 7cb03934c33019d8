namespace PiecesOs.Module;

/// <summary>Sends text and files from parameters as seeds of assets, one request per seed.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="action">The action, as -WhatIf and -Confirm show it.</param>
/// <param name="throttleLimit">The maximum number of concurrent requests.</param>
/// <param name="createJob">Creates the job that sends a seed.</param>
internal sealed class SeedSource(PiecesCmdlet cmdlet, string action, int throttleLimit, Func<PiecesServer, SeedMaterial, IPipelineJob> createJob)
{
    /// <summary>Runs before each request, after the confirmation.</summary>
    public Func<PiecesServer, CancellationToken, Task>? BeforeRequest { get; init; }

    /// <summary>Sends what the parameters contain; only one of them is not empty. A file that cannot be sent is reported, and the others are sent.</summary>
    /// <param name="text">A text.</param>
    /// <param name="file">A file.</param>
    /// <param name="paths">Paths with wildcards.</param>
    /// <param name="literalPaths">Paths in which wildcard characters have no special meaning.</param>
    /// <param name="material">The other parameters that describe each asset.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task SendAsync(
        string? text, FileSystemInfo? file, IEnumerable<string> paths, IEnumerable<string> literalPaths, SeedMaterial material, CancellationToken cancellationToken)
    {
        if (text is not null)
            await SendTextAsync(text, material, cancellationToken).ConfigureAwait(false);
        foreach (var path in paths)
            await SendFilesAsync(path, isLiteral: false, material, cancellationToken).ConfigureAwait(false);
        foreach (var path in file is null ? literalPaths : [file.FullName])
            await SendFilesAsync(path, isLiteral: true, material, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends the collected bytes at the end of the pipeline, as one asset.</summary>
    public Task SendAsync(ByteInput input, SeedMaterial material, CancellationToken cancellationToken) => cmdlet.ForInputAsync(material.Name, async () =>
    {
        var bytes = input.ToArray(material.Name);
        if (!await cmdlet.ShouldProcessAsync(DisplayText.Of(material.Name!), action).ConfigureAwait(false))
            return;
        var server = await cmdlet.GetServerAsync(cancellationToken).ConfigureAwait(false);
        await createJob(server, material with { Bytes = bytes }).RunAsync(cmdlet.WriteObject, cancellationToken).ConfigureAwait(false);
    });

    private async Task SendTextAsync(string text, SeedMaterial material, CancellationToken cancellationToken)
    {
        if (text.IndexOf('\n') < 0 && await cmdlet.OnPipelineThreadAsync(() => InputFile.IsPathOfFile(cmdlet.SessionState, text)).ConfigureAwait(false))
            cmdlet.WriteWarning($"'{DisplayText.Of(text)}' is saved as text, but a file with that name exists. To save the content of the file, use -Path.");
        else if (InputFile.LooksLikePath(text))
            cmdlet.WriteWarning($"'{DisplayText.Of(text)}' is saved as text. If you meant a file: it does not exist, and files are saved with -Path.");
        if (await cmdlet.ShouldProcessAsync(DisplayText.Of(material.Name ?? text), action).ConfigureAwait(false))
            await StartAsync(text, material with { Text = text }, cancellationToken).ConfigureAwait(false);
    }

    private Task SendFilesAsync(string path, bool isLiteral, SeedMaterial material, CancellationToken cancellationToken) => cmdlet.ForInputAsync(path, async () =>
    {
        foreach (var file in await cmdlet.OnPipelineThreadAsync(() => InputFile.Resolve(cmdlet.SessionState, path, isLiteral)).ConfigureAwait(false))
        {
            if (await cmdlet.ShouldProcessAsync(DisplayText.Safe(file.FullPath), action).ConfigureAwait(false))
                await StartAsync(file.FullPath, material with { File = file }, cancellationToken).ConfigureAwait(false);
        }
    });

    private async Task StartAsync(string input, SeedMaterial material, CancellationToken cancellationToken)
    {
        var server = await cmdlet.GetServerAsync(cancellationToken).ConfigureAwait(false);
        if (BeforeRequest is not null)
            await BeforeRequest(server, cancellationToken).ConfigureAwait(false);
        await cmdlet.ForInputInParallelAsync(input, throttleLimit, createJob(server, material)).ConfigureAwait(false);
    }
}
