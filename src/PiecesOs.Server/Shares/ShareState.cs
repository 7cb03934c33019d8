namespace PiecesOs.Server.Shares;

/// <summary>Whether a share can still be opened.</summary>
internal enum ShareState
{
    Open = 0,
    Revoked = 1,
    Deleted = 2,
}
