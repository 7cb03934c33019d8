using System.Text;
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

    private static readonly Encoding[] s_encodings =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <summary>Reads a file, or prepares to read it.</summary>
    /// <exception cref="InputException">It is missing, a directory, empty or unreadable.</exception>
    public static FileSeed From(InputFile file)
    {
        var name = Path.GetFileName(file.FullPath);
        return new FileSeed(file.Read(path => ContentOf(path, name)), name, Languages.OfFile(name));
    }

    private static SeedContent ContentOf(string path, string name)
    {
        var size = new FileInfo(path).Length;
        if (size == 0)
            throw InputErrors.FileEmpty(path);
        if (size <= MaxTextBytes && AsText(File.ReadAllBytes(path)) is { } text)
            return SeedContent.FromText(text);

        using (File.OpenRead(path))
        {
            // An unreadable file is reported here with its path, instead of in the middle of a request.
        }

        return SeedContent.FromBytes(() => File.OpenRead(path), size, name);
    }

    /// <summary>The text, if the bytes are UTF-8 or start with a UTF-16 byte order mark; <see langword="null"/> for binary content.</summary>
    private static string? AsText(byte[] bytes)
    {
        try
        {
            var encoding = s_encodings.FirstOrDefault(known => StartsWith(bytes, known.GetPreamble())) ?? s_encodings[0];
            var mark = encoding.GetPreamble();
            var start = StartsWith(bytes, mark) ? mark.Length : 0;
            var text = encoding.GetString(bytes, start, bytes.Length - start);
            return text.IndexOf('\0') < 0 ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool StartsWith(byte[] bytes, byte[] mark) => bytes.Take(mark.Length).SequenceEqual(mark);
}
