using System.Reflection;

namespace PiecesOs.Module;

/// <summary>Runs when the module is imported and removed.</summary>
public sealed class ModuleLifecycle : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Prepares for the first command.</summary>
    public void OnImport() => WarmUp.Start();

    /// <summary>Stops the sandboxes that this runspace started, and removes its connections.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        var session = PiecesSession.OfThisRunspace();
        foreach (var sandbox in session.Sandboxes)
        {
            ServerLauncher.Kill(sandbox.Process);
            session.Remove(sandbox);
        }

        session.Use(connection: null);
        CloudflareSession.OfThisRunspace().Use(connection: null);
    }
}

/// <summary>Information about the module.</summary>
internal static class ModuleInfo
{
    /// <summary>The version, such as <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(ModuleInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
