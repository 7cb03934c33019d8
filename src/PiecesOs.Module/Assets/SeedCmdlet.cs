using System;
using System.Collections.Generic;
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

    /// <summary>Asks, and then hands text on as a seed.</summary>
    private protected async Task WithTextAsync(string text, string action, Func<SeedBody, Task> use, CancellationToken cancellationToken)
    {
        if (await ShouldProcessAsync(DisplayText.Of(SeedName ?? text), action).ConfigureAwait(false))
            await use(await SeedAsync(SeedContent.FromText(text), SeedName, SeedLanguage, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
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
                    await ForInputAsync(file.FullPath, () => WithFileAsync(file, action, use, cancellationToken)).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private async Task WithFileAsync(InputFile file, string action, Func<SeedBody, Task> use, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(DisplayText.Safe(file.FullPath), action).ConfigureAwait(false))
            return;
        var seed = FileSeed.From(file);
        await use(await SeedAsync(seed.Content, SeedName ?? seed.Name, SeedLanguage ?? seed.Language, cancellationToken).ConfigureAwait(false))
            .ConfigureAwait(false);
    }

    private async Task<SeedBody> SeedAsync(SeedContent content, string? name, string? language, CancellationToken cancellationToken) => new()
    {
        Application = await GetApplicationAsync(cancellationToken).ConfigureAwait(false),
        Content = content,
        Name = name,
        Language = language,
        Tags = SeedTags,
        Description = SeedDescription,
    };
}
