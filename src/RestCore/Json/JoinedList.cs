using System.Collections.ObjectModel;

namespace RestCore.Json;

/// <summary>A read-only list whose text is that of its elements, so that a CSV file or a message does not show the name of a type.</summary>
/// <param name="items">The elements.</param>
public sealed class JoinedList<T>(IList<T> items) : ReadOnlyCollection<T>(items)
{
    /// <summary>The elements, separated by commas.</summary>
    public override string ToString() => string.Join(", ", this);
}
