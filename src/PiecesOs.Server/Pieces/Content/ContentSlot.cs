using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Content;

/// <summary>
/// Where the content of a format is: an asset has a slot for each format with content, that of the original is slot 0.
/// The parts of slot n have the numbers from n * 2^32 on.
/// </summary>
internal static class ContentSlot
{
    /// <summary>Selects the parts of a slot in order; the values are the asset, <see cref="FirstPart"/> and <see cref="EndOfParts"/>.</summary>
    public const string SelectParts = "SELECT data FROM contents WHERE asset = $1 AND part >= $2 AND part < $3 ORDER BY part";

    private const long PartsPerSlot = 1L << 32;

    /// <summary>The number of the first part.</summary>
    public static long FirstPart(int slot) => slot * PartsPerSlot;

    /// <summary>The number after the last possible part.</summary>
    public static long EndOfParts(int slot) => (slot + 1) * PartsPerSlot;

    /// <summary>Writes a content, in parts of at most 1 MiB; an empty one is one empty part.</summary>
    public static void Insert(DatabaseSession session, long asset, int slot, ContentPart content)
    {
        var part = FirstPart(slot);
        foreach (var chunk in content.Data.Chunks())
            session.Execute("INSERT INTO contents(asset, part, data) VALUES($1, $2, $3)", asset, part++, chunk);
        if (part == FirstPart(slot))
            session.Execute("INSERT INTO contents(asset, part, data) VALUES($1, $2, $3)", asset, part, Array.Empty<byte>());
    }

    /// <summary>Deletes the content of a slot.</summary>
    public static void Delete(DatabaseSession session, long asset, int slot) =>
        session.Execute("DELETE FROM contents WHERE asset = $1 AND part >= $2 AND part < $3", asset, FirstPart(slot), EndOfParts(slot));

    /// <summary>Moves the content of a slot to another, which must be empty.</summary>
    public static void Move(DatabaseSession session, long asset, int from, int to) => session.Execute(
        "UPDATE contents SET part = part + $4 WHERE asset = $1 AND part >= $2 AND part < $3",
        asset, FirstPart(from), EndOfParts(from), FirstPart(to) - FirstPart(from));
}
