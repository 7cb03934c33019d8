using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>A cmdlet that sends material which is not an asset yet: text, or files by path or pattern.</summary>
public abstract class SeedCmdlet : PiecesCmdlet
{
    /// <summary>The title. Without it a file's name is taken; for text Pieces OS makes one up.</summary>
    protected abstract string? SeedName { get; }

    /// <summary>The language or file type. Without it a file's extension is taken; for text Pieces OS guesses.</summary>
    protected abstract string? SeedLanguage { get; }

    /// <summary>Tags of the user's own.</summary>
    protected abstract IReadOnlyList<string> SeedTags { get; }

    /// <summary>A description of the user's own.</summary>
    protected abstract string? SeedDescription { get; }

    /// <summary>How many requests run at once; what comes back is emitted in the order of the input. With 1, nothing is begun before it is wanted.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Asks, and then hands text on as a seed.</summary>
    private protected async Task WithTextAsync(string text, string action, Func<SeedBody, Task> use, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(DisplayText.Of(SeedName ?? text), action).ConfigureAwait(false))
            return;
        await SendAsync(text, use, () => (SeedContent.FromText(text), SeedName, SeedLanguage), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks, and then hands each file on as a seed; what goes wrong with one is reported beside it.</summary>
    private protected async Task WithFilesAsync(
        IEnumerable<string> paths, bool areLiteral, string action, Func<SeedBody, Task> use, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            await ForInputAsync(path, async () =>
            {
                foreach (var file in await OnPipelineThreadAsync(() => InputFile.Resolve(SessionState, path, areLiteral)).ConfigureAwait(false))
                {
                    if (await ShouldProcessAsync(DisplayText.Safe(file.FullPath), action).ConfigureAwait(false))
                        await SendAsync(file.FullPath, use, () => SeedOf(file), cancellationToken).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }

    private (SeedContent Content, string? Name, string? Language) SeedOf(InputFile file)
    {
        var seed = FileSeed.From(file);
        return (seed.Content, SeedName ?? seed.Name, SeedLanguage ?? seed.Language);
    }

    private async Task SendAsync(
        string input,
        Func<SeedBody, Task> use,
        Func<(SeedContent Content, string? Name, string? Language)> read,
        CancellationToken cancellationToken)
    {
        // Found before anything runs in parallel.
        await GetClientAsync(cancellationToken).ConfigureAwait(false);
        await ForInputInParallelAsync(input, ThrottleLimit, async () =>
        {
            var (content, name, language) = read();
            await use(await SeedAsync(content, name, language, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task<SeedBody> SeedAsync(SeedContent content, string? name, string? language, CancellationToken cancellationToken) => new()
    {
        Application = await GetApplicationAsync(cancellationToken).ConfigureAwait(false),
        Content = content,
        Name = name,
        Language = language,
        Tags = SeedTags,
        Descriptions = SeedDescription is { } description ? [description] : [],
    };
}
