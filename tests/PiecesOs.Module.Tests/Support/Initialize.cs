using System.Runtime.CompilerServices;
using PiecesOs.Tests.Support;

namespace PiecesOs.Module.Tests;

internal static class Initialize
{
    [ModuleInitializer]
    internal static void ResolveTheStagedModule() => StagedModule.ResolveAssemblies();
}
