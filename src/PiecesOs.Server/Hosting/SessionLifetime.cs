using System.Runtime.InteropServices;

namespace PiecesOs.Server.Hosting;

/// <summary>
/// The lifetime of a sandbox that belongs to another process. Ctrl-C at a prompt reaches every process of the terminal, but is
/// meant for the command that runs there: the sandbox ends with its session, or when it is asked to.
/// </summary>
internal sealed class SessionLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
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
