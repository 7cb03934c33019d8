using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PiecesOs.Server.Hosting;

/// <summary>
/// The lifetime of a server that another process started. Ctrl-C at a prompt reaches every process of the terminal, but is
/// meant for the command that runs there: the server ends with its session, or when it is requested to.
/// </summary>
internal sealed class ChildProcessLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        Handle(PosixSignal.SIGINT, static () => { });
        Handle(PosixSignal.SIGQUIT, static () => { });
        Handle(PosixSignal.SIGTERM, application.StopApplication);
        Handle(PosixSignal.SIGHUP, application.StopApplication);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(static signal => signal.Dispose());

    private void Handle(PosixSignal signal, Action handle) => _signals.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        handle();
    }));
}

/// <summary>Ends the server when the process that started it is gone, however that ended.</summary>
internal static class ParentProcess
{
    /// <summary>Calls back when the process has ended; one that does not exist any more has.</summary>
    public static void OnExit(int processId, Action ended) => _ = WatchAsync(processId, ended);

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
