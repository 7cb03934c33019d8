using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RestCore;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>
/// Finds the running Pieces OS: the address in <c>PIECES_OS_URL</c>, then the port files, then the known ports.
/// Whatever a file or a port says is checked by asking for its health.
/// </summary>
public static class PiecesOsDiscovery
{
    /// <summary>The address of the server.</summary>
    /// <exception cref="PiecesOsNotFoundException">Nothing answered; it names what was tried.</exception>
    public static async Task<Uri> FindAsync(DiscoveryOptions options, CancellationToken cancellationToken = default)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));
        if (!string.IsNullOrWhiteSpace(options.Address))
            return ParseAddress(options.Address!);

        var fromFiles = options.PortFilePaths.Select(PortFiles.Read).OfType<int>().ToArray();
        return await FirstHealthyAsync(fromFiles, options.ProbeTimeout, cancellationToken).ConfigureAwait(false)
            ?? await FirstHealthyAsync(options.Ports, options.ProbeTimeout, cancellationToken).ConfigureAwait(false)
            ?? throw new PiecesOsNotFoundException(fromFiles.Concat(options.Ports).Distinct().ToArray());
    }

    private static Uri ParseAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri
            : throw new FormatException($"{DiscoveryOptions.AddressVariable} is '{UserInfo.Hide(address)}', which is not an http or https address.");

    /// <summary>The numbers, not the name: Pieces OS listens on IPv4, and <c>localhost</c> may be asked over IPv6 first.</summary>
    private static Uri LoopbackAddress(int port) => new($"http://127.0.0.1:{port}/");

    /// <summary>Asks all ports at once; of those that answer, the first in order counts.</summary>
    private static async Task<Uri?> FirstHealthyAsync(IReadOnlyList<int> ports, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var probes = ports.Select(port => IsHealthyAsync(LoopbackAddress(port), timeout, rest.Token)).ToArray();
        try
        {
            for (var i = 0; i < probes.Length; i++)
            {
                if (await probes[i].ConfigureAwait(false))
                    return LoopbackAddress(ports[i]);
            }

            return null;
        }
        finally
        {
#if NETFRAMEWORK
            rest.Cancel();
#else
            await rest.CancelAsync().ConfigureAwait(false);
#endif
            await Task.WhenAll(probes).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static async Task<bool> IsHealthyAsync(Uri address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var transport = new RestTransport(new RestTransportOptions { BaseAddress = address, Timeout = timeout, Retry = RetryPolicy.None });

        // The transport's limit is for each piece of an answer; whoever else has this port may send pieces for ever.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            await new SystemApi(new RestClient(transport)).GetWellKnownHealthAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is RestException or OperationCanceledException)
        {
            return false;
        }
    }
}
