using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>How often something was used.</summary>
public sealed class Score : PiecesResource
{
    /// <summary>Wraps a <c>Score</c> as the server sent it.</summary>
    public Score(JsonValue json)
        : base(json)
    {
    }

    /// <summary>Points the user gave.</summary>
    public long? Manual => GetInt64("manual");

    /// <summary>Points that Pieces counted.</summary>
    public long? Automatic => GetInt64("automatic");

    /// <summary>How often it was marked as important.</summary>
    public long? Priority => GetInt64("priority");

    /// <summary>How often it was copied.</summary>
    public long? Reuse => GetInt64("reuse");

    /// <summary>How often it was changed.</summary>
    public long? Update => GetInt64("update");

    /// <summary>How often it was referred to.</summary>
    public long? Reference => GetInt64("reference");

    /// <summary>How often it was found by a search.</summary>
    public long? Searched => GetInt64("searched");

    /// <summary>The points and how they came together.</summary>
    public override string ToString() => FormattableString.Invariant($"{Manual + Automatic} ({Reuse ?? 0} reuse, {Update ?? 0} update, {Reference ?? 0} reference)");
}
