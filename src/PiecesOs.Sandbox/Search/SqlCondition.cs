using System.Collections.Generic;

namespace PiecesOs.Sandbox.Search;

/// <summary>A condition on <c>assets a</c> with its values, in the order of its question marks.</summary>
internal sealed class SqlCondition
{
    private readonly List<object?> _values = [];

    /// <summary>The condition of every search: there, and pseudo assets only when asked for.</summary>
    public SqlCondition(bool pseudo) => Sql = pseudo ? "a.deleted = 0" : "a.deleted = 0 AND a.pseudo = 0";

    public string Sql { get; private set; }

    public IReadOnlyList<object?> Values => _values;

    /// <summary>Narrows the condition.</summary>
    public void And(string sql, IEnumerable<object?> values)
    {
        Sql = $"{Sql} AND {sql}";
        _values.AddRange(values);
    }
}
