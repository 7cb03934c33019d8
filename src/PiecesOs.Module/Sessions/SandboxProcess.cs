namespace PiecesOs.Module;

/// <summary>Starts and stops the sandbox that ships with the module.</summary>
internal static class SandboxProcess
{
    /// <summary>Starts the sandbox and waits until it listens.</summary>
    /// <exception cref="InputException">The sandbox cannot run here, or it rejected its options. The message contains the reason.</exception>
    public static async Task<PiecesSandbox> StartAsync(IEnumerable<string> arguments, string? dataPath, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var server = await ServerLauncher.StartAsync(arguments, timeout, cancellationToken).ConfigureAwait(false);
            return new PiecesSandbox(server.Process, server.Uri, server.AdminToken, dataPath);
        }
        catch (ServerLaunchException e)
        {
            throw e.ExitCode is null ? InputErrors.SandboxTimedOut(timeout) : InputErrors.SandboxNotStarted(e.Message, e.Recommendation);
        }
    }

    /// <summary>Requests the sandbox to stop, and kills it if it does not.</summary>
    public static async Task StopAsync(PiecesSandbox sandbox, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        if (sandbox.IsRunning && await ServerLauncher.RequestStopAsync(sandbox.Uri, sandbox.AdminToken, limit.Token).ConfigureAwait(false))
            await ServerLauncher.WaitForExitAsync(() => !sandbox.IsRunning, limit.Token).ConfigureAwait(false);

        ServerLauncher.Kill(sandbox.Process);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
