namespace PiecesOs.Client;

/// <summary>Who may open a share link (<c>AccessEnum</c>).</summary>
public enum ShareAccess
{
    /// <summary>Anybody who has the link.</summary>
    Public,

    /// <summary>The users it is shared with.</summary>
    Private,
}
