using System.Diagnostics;

namespace PiecesOs.Server.Hosting;

/// <summary>Ends the sandbox when the process that started it is gone, however that ended.</summary>
internal static class ParentWatch
{
    /// <summary>Starts watching; a process that is not there any more counts as ended.</summary>
    public static void Start(int processId, Action ended) => _ = WatchAsync(processId, ended);

    private static async Task WatchAsync(int processId, Action ended)
    {
        try
        {
            using var parent = Process.GetProcessById(processId);
            await parent.WaitForExitAsync();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // Not there, or ending just now.
        }

        ended();
    }
}
