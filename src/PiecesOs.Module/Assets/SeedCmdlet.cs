namespace PiecesOs.Module;

/// <summary>A cmdlet that sends material which is not an asset yet: text, or files by path or pattern.</summary>
public abstract class SeedCmdlet : PiecesCmdlet
{
    /// <summary>How many requests run at once; what comes back is emitted in the order of the input. With 1, nothing is begun before it is wanted.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>What the parameters say of the material, without the material itself.</summary>
    private protected abstract SeedMaterial DescribeMaterial();

    /// <summary>What comes before the first request.</summary>
    private protected virtual Task BeforeSendingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asks, and then starts the job for the text.</summary>
    private protected async Task WithTextAsync(
        string text, string action, Func<PiecesServer, SeedMaterial, IPipelineJob> createJob, CancellationToken cancellationToken)
    {
        var material = DescribeMaterial() with { Text = text };
        if (await ShouldProcessAsync(DisplayText.Of(material.Name ?? text), action).ConfigureAwait(false))
            await StartAsync(text, material, createJob, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks, and then starts a job for each file; what goes wrong with one is reported beside it.</summary>
    private protected async Task WithFilesAsync(
        IEnumerable<string> paths, bool areLiteral, string action, Func<PiecesServer, SeedMaterial, IPipelineJob> createJob, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            await ForInputAsync(path, async () =>
            {
                foreach (var file in await OnPipelineThreadAsync(() => InputFile.Resolve(SessionState, path, areLiteral)).ConfigureAwait(false))
                {
                    if (await ShouldProcessAsync(DisplayText.Safe(file.FullPath), action).ConfigureAwait(false))
                        await StartAsync(file.FullPath, DescribeMaterial() with { File = file }, createJob, cancellationToken).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }

    private async Task StartAsync(
        string input, SeedMaterial material, Func<PiecesServer, SeedMaterial, IPipelineJob> createJob, CancellationToken cancellationToken)
    {
        await BeforeSendingAsync(cancellationToken).ConfigureAwait(false);
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        await ForInputInParallelAsync(input, ThrottleLimit, createJob(server, material)).ConfigureAwait(false);
    }
}
