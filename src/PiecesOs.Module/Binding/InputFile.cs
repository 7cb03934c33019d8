using System.Text.RegularExpressions;

namespace PiecesOs.Module;

/// <summary>A file that the user specified, with its full path.</summary>
/// <param name="FullPath">The path in the file system.</param>
/// <param name="Kind">The kind of file if it is not a regular file, such as a named pipe. Reading it could block or never end.</param>
internal sealed record InputFile(string FullPath, string? Kind = null)
{
    /// <summary>Longer text is not taken for a path.</summary>
    private const int MaxPathLength = 260;

    private static readonly Regex s_path = new(@"^(\.{1,2}|~|[A-Za-z]:)[/\\]\S*\.\w+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>The files that a path or pattern selects. Requires the PowerShell engine, so it must run on the pipeline thread.</summary>
    /// <exception cref="InputException">There is no such file, no file matches, the pattern is invalid, or the path is not in the file system.</exception>
    public static IReadOnlyList<InputFile> Resolve(SessionState session, string path, bool isLiteral)
    {
        ProviderInfo provider;
        IEnumerable<string> paths;
        try
        {
            paths = isLiteral
                ? [session.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : ResolvePattern(session, path, out provider);
        }
        catch (Exception e) when (e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException)
        {
            throw InputErrors.FileNotFound(path, e);
        }

        if (provider.Name != "FileSystem")
            throw InputErrors.NotAFile(path, "is not in the file system");
        return paths.Select(file => new InputFile(file, KindOf(session, file))).ToArray();
    }

    /// <summary>Whether a text is the path of an existing file. Requires the PowerShell engine, so it must run on the pipeline thread.</summary>
    public static bool IsPathOfFile(SessionState session, string text)
    {
        try
        {
            return text.Length < MaxPathLength && File.Exists(session.Path.GetUnresolvedProviderPathFromPSPath(text));
        }
        catch (Exception e) when (e is RuntimeException or ArgumentException or NotSupportedException)
        {
            return false; // The drive does not exist, or the text is not a path.
        }
    }

    /// <summary>Whether text that names no file looks like the path of one: <c>./report.ps1</c>, <c>~/report.ps1</c>, <c>C:\report.ps1</c>, without spaces.</summary>
    public static bool LooksLikePath(string text) => text.Length < MaxPathLength && s_path.IsMatch(text);

    /// <summary>Calls <paramref name="read"/> with the file. Errors name the file.</summary>
    public T Read<T>(Func<string, T> read)
    {
        if (Directory.Exists(FullPath))
            throw InputErrors.PathIsDirectory(FullPath);
        if (Kind is not null)
            throw InputErrors.NotAFile(FullPath, $"is {Kind}, not a regular file");
        try
        {
            return read(FullPath);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw InputErrors.FileNotFound(FullPath, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.FileNotReadable(FullPath, e);
        }
    }

    /// <summary>The files that match a pattern, or the file whose name is exactly the pattern, because names can contain brackets.</summary>
    /// <exception cref="InputException">There is no such file, or the pattern is invalid.</exception>
    private static IReadOnlyCollection<string> ResolvePattern(SessionState session, string path, out ProviderInfo provider)
    {
        Exception? problem = null;
        try
        {
            _ = new WildcardPattern(path).IsMatch(string.Empty);
            var found = session.Path.GetResolvedProviderPathFromPSPath(path, out provider);
            if (found.Count > 0 || !WildcardPattern.ContainsWildcardCharacters(path))
                return found;
        }
        catch (WildcardPatternException e)
        {
            // It is not a valid pattern, so it can only be a name.
            problem = e;
        }

        var literal = session.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        if (File.Exists(literal) || provider.Name != "FileSystem")
            return [literal];
        throw problem is null ? InputErrors.NoFileMatches(path) : InputErrors.InvalidPattern(path, problem);
    }

    /// <summary>PowerShell distinguishes kinds of files that .NET does not. It has no such property on Windows.</summary>
    private static string? KindOf(SessionState session, string path)
    {
        var target = TargetOf(path);
        if (Path.DirectorySeparatorChar == '/' && (target.StartsWith("/proc/", StringComparison.Ordinal) || target.StartsWith("/sys/", StringComparison.Ordinal)))
            return "a virtual file of the operating system";
        try
        {
            var item = session.InvokeProvider.Item.Get([target], force: true, literalPath: true).FirstOrDefault();
            return InputObject.Unwrap(item?.Properties["UnixStat"]?.Value) is { } stat
                ? new PSObject(stat).Properties["ItemType"]?.Value?.ToString() switch
                {
                    "NamedPipe" => "a named pipe",
                    "Socket" => "a socket",
                    "CharacterDevice" or "BlockDevice" => "a device",
                    _ => null,
                }
                : null;
        }
        catch (RuntimeException)
        {
            // Reading the file reports the problem.
            return null;
        }
    }

    private static string TargetOf(string path)
    {
#if NETFRAMEWORK
        return path;
#else
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return path;
        }
#endif
    }
}

/// <summary>
/// Accepts the output of Resolve-Path, files of a job or a remote session, and rows with a path, in addition to the objects of Get-Item.
/// Such a path specifies one file: wildcard characters have no special meaning.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FileTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (InputObject.FilePathOf(inputData) is not { } path)
            return inputData;
        try
        {
            var full = engineIntrinsics.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (provider.Name == "FileSystem")
                return new FileInfo(full);
        }
        catch (System.Management.Automation.DriveNotFoundException)
        {
            // It is not in the file system either.
        }

        throw new ArgumentTransformationMetadataException(BindingMessages.NotInFileSystem(path));
    }
}
