using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>A file as the seed of an asset: as text if it is text, otherwise as bytes that are read while they are sent.</summary>
/// <param name="Content">The content.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Language">The language or file type that belongs to the extension; <see langword="null"/> if Pieces does not support it.</param>
internal sealed record FileSeed(SeedContent Content, string Name, string? Language)
{
    /// <summary>Files up to this size are read into memory and can become text. Larger files are sent as bytes.</summary>
    private const long MaxTextBytes = 16 * 1024 * 1024;

    /// <summary>Reads a file, or prepares to read it.</summary>
    /// <exception cref="InputException">It is missing, a folder, empty or unreadable.</exception>
    public static FileSeed From(InputFile file)
    {
        var name = Path.GetFileName(file.FullPath);
        return new FileSeed(file.Read(path => ContentOf(path, name)), name, Languages.OfFile(name));
    }

    /// <summary>Uses bytes as the content of a file with this name.</summary>
    public static FileSeed From(byte[] bytes, string name)
    {
        var content = bytes.Length <= MaxTextBytes && TextBytes.Decode(bytes) is { } text
            ? SeedContent.FromText(text)
            : SeedContent.FromBytes(() => new MemoryStream(bytes, writable: false), bytes.Length, name);
        return new FileSeed(content, name, Languages.OfFile(name));
    }

    private static SeedContent ContentOf(string path, string name)
    {
        var size = new FileInfo(path).Length;
        if (size == 0)
            throw InputErrors.FileEmpty(path);
        if (size <= MaxTextBytes && TextBytes.Decode(File.ReadAllBytes(path)) is { } text)
            return SeedContent.FromText(text);

        using (File.OpenRead(path))
        {
            // An unreadable file is reported here with its path, instead of in the middle of a request.
        }

        return SeedContent.FromBytes(() => File.OpenRead(path), size, name);
    }
}
