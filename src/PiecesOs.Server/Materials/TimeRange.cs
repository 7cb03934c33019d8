using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Materials;

/// <summary>A range such as <c>{"from":{"value":...},"to":{"value":...}}</c>; either side may be open.</summary>
internal readonly record struct TimeRange(DateTime? From, DateTime? To)
{
    public static TimeRange Read(JsonElement body, string name)
    {
        var range = body.Object(name);
        return new TimeRange(range?.Time("from"), range?.Time("to"));
    }

    /// <summary>Whether the time is in the range; both ends are.</summary>
    public bool Holds(DateTime time) => !(time < From) && !(time > To);
}
