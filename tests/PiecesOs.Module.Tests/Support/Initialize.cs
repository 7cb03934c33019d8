using System.Runtime.CompilerServices;

namespace PiecesOs.Module.Tests;

internal static class Initialize
{
    [ModuleInitializer]
    internal static void ResolveTheStagedModule() => StagedModule.ResolveAssemblies();
}
