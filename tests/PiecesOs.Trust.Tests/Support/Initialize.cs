using System.Runtime.CompilerServices;

namespace PiecesOs.Trust.Tests.Support;

internal static class Initialize
{
    /// <summary>The folder for temporary files of this process. Files left in it at the end are leaks.</summary>
    public static string TemporaryFolder { get; } = Directory.CreateTempSubdirectory("pieces-trust-").FullName;

    [ModuleInitializer]
    internal static void PrepareTheProcess()
    {
        StagedModule.ResolveAssemblies();
        Environment.SetEnvironmentVariable("TMPDIR", TemporaryFolder);
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => DeleteTheFolder();

        // A proxy would respond for hosts that do not exist.
        foreach (var name in new[] { "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy" })
            Environment.SetEnvironmentVariable(name, null);
    }

    private static void DeleteTheFolder()
    {
        try
        {
            Directory.Delete(TemporaryFolder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A killed process still has a file open there.
        }
    }
}
