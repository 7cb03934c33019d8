using PiecesOs.Trust.Tests.Support;
using Xunit.Runner.InProc.SystemConsole;

namespace PiecesOs.Trust.Tests;

internal static class Program
{
    /// <summary>Runs the tests, or a script for a test that kills this process.</summary>
    private static Task<int> Main(string[] arguments) =>
        arguments is [ChildSession.Option, var script] ? Task.FromResult(ChildSession.Run(script)) : ConsoleRunner.Run([.. arguments.AsEnumerable()]);
}
