using System.Text;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The new content of an asset: a text, or a file.</summary>
internal sealed class NewContent
{
    /// <summary>Files up to this size are read into memory and can be text.</summary>
    private const long MaxTextBytes = 16 * 1024 * 1024;

    private readonly string? _path;
    private readonly long _size;

    private NewContent(string? text, string? path, long size)
    {
        Text = text;
        _path = path;
        _size = size;
    }

    /// <summary>The text; <see langword="null"/> for a file that is not text.</summary>
    public string? Text { get; }

    /// <summary>Creates the content from a text.</summary>
    public static NewContent FromText(string text) => new(text, path: null, Encoding.UTF8.GetByteCount(text));

    /// <summary>Creates the content from a file. A file that is not text is read when it is sent.</summary>
    /// <exception cref="InputException">It is missing, a directory, empty or unreadable.</exception>
    public static NewContent FromFile(InputFile file) => file.Read(static path =>
    {
        var size = new FileInfo(path).Length;
        if (size == 0)
            throw InputErrors.FileEmpty(path);
        if (size <= MaxTextBytes)
            return new NewContent(TextBytes.Decode(File.ReadAllBytes(path)), path, size);
        using (File.OpenRead(path))
        {
            // An unreadable file is reported here, and not in the middle of a request.
        }

        return new NewContent(text: null, path, size);
    });

    /// <summary>Whether the asset can contain this: text replaces text, and a file also replaces bytes.</summary>
    public bool Fits(AssetContent current) => current.IsText ? Text is not null : _path is not null;

    /// <summary>Whether an asset contains this already.</summary>
    /// <param name="stored">The content of the asset.</param>
    /// <param name="asText">Whether it is compared as text, and not byte for byte.</param>
    public bool IsIn(AssetContent stored, bool asText)
    {
        using var left = stored.OpenRead();
        using Stream right = asText ? new MemoryStream(Encoding.UTF8.GetBytes(Text!), writable: false) : OpenFile();
        var (one, other) = (new byte[64 * 1024], new byte[64 * 1024]);
        while (true)
        {
            var (read, also) = (Fill(left, one), Fill(right, other));
            if (read != also || !one.AsSpan(0, read).SequenceEqual(other.AsSpan(0, also)))
                return false;
            if (read == 0)
                return true;
        }
    }

    /// <summary>Creates the body that puts this into a format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="asText">Whether the format contains text.</param>
    public FormatBody ToBody(AssetFormat format, bool asText) =>
        asText ? new FormatBody(format, Text!) : new FormatBody(format, OpenFile, _size, _path!);

    /// <summary>Describes the difference to the content of an asset.</summary>
    public string DescribeDifference(AssetContent current)
    {
        if (!current.IsText)
        {
            using var stream = current.OpenRead();
            return $"content: {ViewText.Size(stream.Length)} -> {ViewText.Size(_size)}";
        }

        var (added, removed) = LineDifference.Count(current.GetText(), Text!);
        return $"content: {Quantity.Of(added, "line")} added, {removed} removed";
    }

    private FileStream OpenFile() => File.OpenRead(_path!);

    private static int Fill(Stream stream, byte[] buffer)
    {
        var filled = 0;
        int read;
        while (filled < buffer.Length && (read = stream.Read(buffer, filled, buffer.Length - filled)) > 0)
            filled += read;
        return filled;
    }
}
