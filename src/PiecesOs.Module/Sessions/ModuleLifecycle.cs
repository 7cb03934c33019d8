namespace PiecesOs.Module;

/// <summary>Runs when the module is imported or removed.</summary>
public sealed class ModuleLifecycle : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Prepares the process for the module's assemblies.</summary>
    public void OnImport()
    {
#if NETFRAMEWORK
        OwnAssemblies.Register();
#endif
    }

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
#if NETFRAMEWORK
        OwnAssemblies.Unregister();
#endif
    }
}
