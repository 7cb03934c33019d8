namespace PiecesOs.Server.Hosting;

/// <summary>What the process exits with.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failed = 1;
    public const int BadOption = 2;
    public const int PortTaken = 3;
    public const int BadData = 4;
}
