namespace PiecesOs.Module;

/// <summary>What happens when the module is removed from a session.</summary>
public sealed class ModuleLifecycle : IModuleAssemblyCleanup
{
    /// <summary>Ends the sandboxes that this runspace started, and forgets its connections.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        var session = PiecesSession.OfThisRunspace();
        foreach (var sandbox in session.Sandboxes)
        {
            SandboxProcess.Kill(sandbox.Process);
            session.Remove(sandbox);
        }

        session.Use(connection: null);
        CloudflareSession.OfThisRunspace().Use(connection: null);
    }
}
