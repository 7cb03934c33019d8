namespace PiecesOs.Server.Cloudflare;

/// <summary>What the credentials of a request allow.</summary>
internal enum SharingAccess
{
    /// <summary>Reading only ("Resource Sharing Read").</summary>
    Read,

    /// <summary>Everything ("Resource Sharing Edit").</summary>
    Edit,
}
