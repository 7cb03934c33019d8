namespace PiecesOs.Module;

/// <summary>Runs when the module is removed.</summary>
public sealed class ModuleLifecycle : IModuleAssemblyCleanup
{
    /// <summary>Stops the sandboxes that this runspace started, and removes its connections.</summary>
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
