namespace PiecesOs.Server.Pieces.Samples;

/// <summary>
/// Which samples have what, in the proportions of a real library of 358 assets that was counted; the samples repeat
/// them every 358. Images and awkward names were not in it; they are here to test clients.
/// </summary>
internal static class SamplePlan
{
    /// <summary>The size of the library that was counted.</summary>
    public const int Period = 358;

    /// <summary>How many samples are plain: the snippets as they are written, under their own names.</summary>
    public const int Plain = 20;

    /// <summary>How many tags a sample has.</summary>
    public const int Tags = 17;

    private const int WithLastNewline = 65;
    private const int WithManualTag = 7;
    private const int Annotated = 93;

    /// <summary>293 of 358 texts end without a newline.</summary>
    public static bool EndsWithNewline(int index) => Spread(index, WithLastNewline) is not null;

    /// <summary>7 of the 6,086 tags on 358 samples are set by hand.</summary>
    public static bool HasManualTag(int index) => Spread(index, WithManualTag) is not null;

    /// <summary>93 of 358 samples are annotated; returns which of them this one is, from 0 to 92, or null.</summary>
    public static int? Annotation(int index) => Spread(index, Annotated);

    /// <summary>One text of 358 is kept as the bytes of a file.</summary>
    public static bool IsTextFile(int index) => index % Period == 30;

    /// <summary>A few texts contain the control characters BEL and ESC.</summary>
    public static bool HasControlCharacters(int index) => index % 60 == 33;

    /// <summary>16 of 358 samples have the same name as the one before.</summary>
    public static bool HasNameOfTheOneBefore(int index) => index % Period >= Plain && index % Period % 22 == 3;

    /// <summary>Some samples are pictures, with the text in them as two more formats.</summary>
    public static bool IsImage(int index) => index >= Plain && index % 97 == 20;

    /// <summary>A few texts are files with a preview as a fragment.</summary>
    public static bool HasPreview(int index) => index % Period is 60 or 240;

    /// <summary>Spreads so many evenly over each period; returns the number of one that belongs to them, else null.</summary>
    private static int? Spread(int index, int count)
    {
        var place = (int)((long)index * count % Period);
        return place < count ? place : null;
    }
}
