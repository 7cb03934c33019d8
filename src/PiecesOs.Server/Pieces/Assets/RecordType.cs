namespace PiecesOs.Server.Pieces.Assets;

/// <summary>
/// A type of record that clients create and associate with assets. <see cref="Many"/> is also the name of the relation in
/// an asset, and <see cref="Key"/> the member that identifies a record to users.
/// </summary>
internal sealed record RecordType(string One, string Many, string? Key)
{
    public static RecordType Tag { get; } = new("tag", "tags", "text");

    public static RecordType Website { get; } = new("website", "websites", "url");

    public static RecordType Annotation { get; } = new("annotation", "annotations", null);

    public static IReadOnlyList<RecordType> All { get; } = [Tag, Website, Annotation];
}
