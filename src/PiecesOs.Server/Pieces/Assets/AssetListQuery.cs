using System.Globalization;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>The assets in a list of all, as a condition on <c>assets a</c>.</summary>
internal sealed class AssetListQuery(PiecesState state, bool pseudo)
{
    private readonly string _pseudo = pseudo ? "" : " AND a.pseudo = 0";

    /// <summary>The condition. Deleted assets whose record was kept are in the list too; some assets can be left out.</summary>
    public string Sql => (state.HidesLibrary ? "0" : "(a.deleted = 0 OR a.document IS NOT NULL)") + _pseudo + Lost;

    private string Lost => state.ListLoses == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" AND a.seq NOT IN (SELECT seq FROM assets WHERE deleted = 0 AND pseudo = 0 ORDER BY seq LIMIT {state.ListLoses})");

    /// <summary>The IDs of the deleted assets without a record; the list names them in its indices alone.</summary>
    public List<string> Gone(DatabaseSession session)
    {
        var ids = new List<string>();
        if (state.HidesLibrary)
            return ids;

        // A deleted asset has no name, so the index of the names finds it. The list does not wait until all assets were read.
        using var rows = session.Query($"SELECT a.id FROM assets a WHERE a.name IS NULL AND a.deleted = 1 AND a.document IS NULL{_pseudo} ORDER BY a.seq");
        while (rows.Read())
            ids.Add(rows.GetString(0));
        return ids;
    }
}
