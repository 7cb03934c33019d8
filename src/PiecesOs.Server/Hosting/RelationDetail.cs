namespace PiecesOs.Server.Hosting;

/// <summary>What lists say of an asset's tags, annotations, websites and the like; a single record says all.</summary>
internal enum RelationDetail
{
    /// <summary>The elements and their indices.</summary>
    Full,

    /// <summary>Only <c>{"indices":{"ID":0}}</c>.</summary>
    Indices,

    /// <summary>Empty, also when the single record has elements.</summary>
    Empty,

    /// <summary>Null: unknown, not empty.</summary>
    Null,

    /// <summary>Left out.</summary>
    Absent,
}
