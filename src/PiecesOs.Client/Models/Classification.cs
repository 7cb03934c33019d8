using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>What a piece of content is.</summary>
public sealed class Classification : PiecesResource
{
    private static readonly HashSet<string> s_binaryTypes = new(
        """
        ai avi bin bmp class doc docm docx dmg eot eps exe gif gz ico jar jpe jpeg jpg jpgm jpgv mp2 mp2a mp3 mp4 mp4a mpkg oga ogg
        ogv ogx pdf png ppt pptm pptx pyc qt rpm svgz tif tiff wasm wav weba webm webp woff woff2 xla xlam xlc xlm xls xlsb xlsm xlsx
        xlt xltm xltx zip
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Wraps a <c>Classification</c> as the server sent it.</summary>
    public Classification(JsonValue json)
        : base(json)
    {
    }

    /// <summary>CODE, TEXT, IMAGE, ...</summary>
    public string? Generic => GetString("generic");

    /// <summary>The language or file type, such as <c>ps1</c>.</summary>
    public string? Specific => GetString("specific");

    /// <summary>How a rendered preview is written.</summary>
    public string? Rendering => GetString("rendering");

    /// <summary>Whether content with this classification is text: generic TEXT or CODE, or a specific language of text.</summary>
    internal bool IsText => (Specific is null || !s_binaryTypes.Contains(Specific)) && Generic switch
    {
        "TEXT" or "CODE" => true,
        "IMAGE" or "VIDEO" => false,
        _ => Specific is { Length: > 0 } and not "UNKNOWN",
    };

    /// <summary>The specific classification.</summary>
    public override string ToString() => Specific ?? Generic ?? string.Empty;
}
