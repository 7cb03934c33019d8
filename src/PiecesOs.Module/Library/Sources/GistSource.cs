using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Gists as <c>git clone</c> wrote them: one clone, or a folder of clones. Each file has the address of its gist.</summary>
internal sealed class GistSource(SourcePath path) : ILibrarySource
{
    private const string Host = "gist.github.com";

    /// <inheritdoc/>
    public long? Count => null;

    /// <summary>Whether a path is the clone of a gist, or a folder in which at least one folder is.</summary>
    public static bool Recognizes(SourcePath path) => path.IsFolder && (GistIdOf(path.FullPath) is not null || Subfolders(path.FullPath).Any(static folder => GistIdOf(folder.FullName) is not null));

    /// <inheritdoc/>
    public IAsyncEnumerable<ImportItem> ReadAsync(CancellationToken cancellationToken) => Read(cancellationToken).ReadAsync(cancellationToken);

    private IEnumerable<ImportItem> Read(CancellationToken cancellationToken)
    {
        string? folder = null;
        string? id = null;
        foreach (var file in SourceFolder.Files(path.FullPath))
        {
            // The files of one clone come one after another.
            var clone = CloneOf(file.FullName);
            if (clone != folder)
                (folder, id) = (clone, GistIdOf(clone));
            var item = FilesSource.ReadFile(file, path.RelativeName(file.FullName), cancellationToken);
            yield return id is null || item.Material is null
                ? item
                : item with { Material = item.Material with { Websites = [new SeededWebsite($"https://{Host}/{id}", $"https://{Host}/{id}")] } };
        }
    }

    /// <summary>The source itself, if it is a clone; otherwise its subfolder that contains the file.</summary>
    private string CloneOf(string file)
    {
        if (Directory.Exists(Path.Combine(path.FullPath, ".git")))
            return path.FullPath;
        var relative = path.RelativeName(file);
        var end = relative.IndexOf('/');
        return end < 0 ? path.FullPath : Path.Combine(path.FullPath, relative.Substring(0, end));
    }

    private static IEnumerable<DirectoryInfo> Subfolders(string folder) =>
        SourceFile.Read(folder, () => new DirectoryInfo(folder).GetDirectories()).Where(static subfolder => SourceFolder.IsWanted(subfolder) && !OutputFile.IsLink(subfolder));

    /// <summary>The ID of the gist that a folder is a clone of, from the address in the configuration of git; otherwise <see langword="null"/>.</summary>
    private static string? GistIdOf(string folder)
    {
        const long MaxBytes = 1024 * 1024;
        var config = new FileInfo(Path.Combine(folder, ".git", "config"));
        try
        {
            if (!config.Exists || OutputFile.IsLink(config) || config.Length is 0 or > MaxBytes)
                return null;
            return File.ReadAllLines(config.FullName).Select(GistIdInLine).FirstOrDefault(static id => id is not null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The ID in <c>url = https://gist.github.com/USER/ID.git</c> or <c>url = git@gist.github.com:ID.git</c>.</summary>
    private static string? GistIdInLine(string line)
    {
        var parts = line.Split(['='], 2);
        if (parts.Length < 2 || parts[0].Trim() != "url")
            return null;
        var address = parts[1].Trim();
        var host = address.IndexOf(Host, StringComparison.OrdinalIgnoreCase);
        if (host < 0 || (host > 0 && address[host - 1] is not ('/' or '@')))
            return null;
        var rest = address.Substring(host + Host.Length);
        if (rest.Length == 0 || rest[0] is not ('/' or ':'))
            return null;
        var id = rest.TrimEnd('/').Split('/', ':').Last();
        id = id.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? id.Substring(0, id.Length - 4) : id;
        return id.Length > 0 && id.All(static character => character is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')) ? id : null;
    }
}
