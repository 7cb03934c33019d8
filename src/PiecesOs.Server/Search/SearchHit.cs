namespace PiecesOs.Server.Search;

/// <summary>One asset found, with what a SearchedAsset says beside the asset itself.</summary>
internal readonly record struct SearchHit(long Sequence, bool Exact, double Score, string Match);
