namespace PiecesOs.Server.Pieces.Search;

/// <summary>A condition on <c>assets a</c> with its values, in the order of its question marks.</summary>
internal sealed class SqlCondition
{
    private readonly List<object?> _values = [];

    /// <summary>The condition of every search: not deleted, pseudo assets only on request, nothing while the library is hidden.</summary>
    public SqlCondition(bool pseudo, bool hidden) => Sql = (hidden ? "0" : "a.deleted = 0") + (pseudo ? "" : " AND a.pseudo = 0");

    public string Sql { get; private set; }

    public IReadOnlyList<object?> Values => _values;

    /// <summary>Narrows the condition.</summary>
    public void And(string sql, IEnumerable<object?> values)
    {
        Sql = $"{Sql} AND {sql}";
        _values.AddRange(values);
    }
}
