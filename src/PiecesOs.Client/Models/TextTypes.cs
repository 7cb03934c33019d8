namespace PiecesOs.Client;

/// <summary>Decides whether a classification is one of text.</summary>
internal static class TextTypes
{
    private static readonly HashSet<string> s_binary = new(
        """
        ai avi bin bmp class doc docm docx dmg eot eps exe gif gz ico jar jpe jpeg jpg jpgm jpgv mp2 mp2a mp3 mp4 mp4a mpkg oga ogg
        ogv ogx pdf png ppt pptm pptx pyc qt rpm svgz tif tiff wasm wav weba webm webp woff woff2 xla xlam xlc xlm xls xlsb xlsm xlsx
        xlt xltm xltx zip
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether content with this classification is text: generic TEXT or CODE, or a specific language of text.</summary>
    public static bool Contain(Classification? classification)
    {
        if (classification is null || (classification.Specific is { } type && s_binary.Contains(type)))
            return false;
        return classification.Generic switch
        {
            "TEXT" or "CODE" => true,
            "IMAGE" or "VIDEO" => false,
            _ => classification.Specific is { Length: > 0 } and not "UNKNOWN",
        };
    }
}
