using System.Text;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Reads the files of a source. Errors name the file.</summary>
internal static class SourceFile
{
    /// <summary>Files up to this size are read into memory and can become text. Larger files are sent as bytes.</summary>
    private const long MaxTextBytes = 16 * 1024 * 1024;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Opens a text file as UTF-8 without a byte order mark. UTF-16 with a byte order mark is converted.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static Stream OpenAsUtf8(string path) => Read<Stream>(path, () =>
    {
        var file = FileDigest.OpenRead(path);
        var mark = new byte[3];
        var read = file.Read(mark, 0, mark.Length);
        var isUtf16 = read >= 2 && mark[0] + mark[1] == 0xFE + 0xFF && mark[0] is 0xFE or 0xFF;
        if (!isUtf16)
        {
            file.Position = read == 3 && mark is [0xEF, 0xBB, 0xBF] ? 3 : 0;
            return file;
        }

        file.Dispose();
        return new MemoryStream(Encoding.UTF8.GetBytes(File.ReadAllText(path)), writable: false);
    });

    /// <summary>The whole text of a file, or <see langword="null"/> if it is not text.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static string? ReadText(string path) => Read(path, () => new FileInfo(path).Length > MaxTextBytes ? null : TextBytes.Decode(File.ReadAllBytes(path)));

    /// <summary>The content of a file: text if it is text, otherwise bytes that are read while they are sent.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static ImportMaterial ReadContent(string path, CancellationToken cancellationToken)
    {
        if (ReadText(path) is { } text)
            return ImportMaterial.OfText(text);
        return ReadBytes(path, Path.GetFileName(path), cancellationToken);
    }

    /// <summary>The content of a file, byte for byte, also with a byte order mark: text if it is UTF-8 without NUL, otherwise bytes.</summary>
    /// <param name="path">The path.</param>
    /// <param name="name">The name of the content.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static ImportMaterial ReadExactContent(string path, string? name, CancellationToken cancellationToken)
    {
        // A named pipe has the length 0 too, and opening it would block.
        var length = Read(path, () => new FileInfo(path).Length);
        if (length == 0)
            return new ImportMaterial { Content = SeedContent.FromBytes(static () => new MemoryStream(), 0, name), Digest = ImportMaterial.DigestOf(string.Empty) };
        var text = length > MaxTextBytes ? null : Read(path, () => DecodeExactly(File.ReadAllBytes(path)));
        return text is null ? ReadBytes(path, name, cancellationToken) : ImportMaterial.OfText(text);
    }

    private static string? DecodeExactly(byte[] bytes)
    {
        try
        {
            var text = s_strictUtf8.GetString(bytes);
            return text.IndexOf('\0') < 0 ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static ImportMaterial ReadBytes(string path, string? name, CancellationToken cancellationToken)
    {
        var digest = Read(path, () => FileDigest.OfFile(path, cancellationToken));
        return new ImportMaterial { Content = SeedContent.FromBytes(() => FileDigest.OpenRead(path), digest.Bytes, name), Digest = digest };
    }

    /// <summary>Runs a read operation.</summary>
    /// <exception cref="InputException">It failed.</exception>
    public static T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw InputErrors.FileNotFound(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.FileNotReadable(path, e);
        }
    }
}
