namespace PiecesOs.Server.Streams;

/// <summary>Changes that one frame tells: the whole list anew, or assets by id with whether they were deleted.</summary>
internal sealed record ChangeBatch(bool Everything, IReadOnlyDictionary<string, bool> Changes, IReadOnlyList<byte[]> Frames);
