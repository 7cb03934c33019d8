namespace PiecesOs.Tests.Support;

/// <summary>A port on which nothing listens. The test process holds it, so that no other program can get it.</summary>
public static class ClosedPort
{
    private static readonly ScriptedServer s_holder = ScriptedServer.Refusing();

    /// <summary>The address of the port.</summary>
    public static Uri Address => s_holder.Address;
}
