using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PiecesOs.Trust.Tests.Faults;

/// <summary>An address without a working server, and the sockets behind it.</summary>
internal sealed class FaultyEndpoint : IDisposable
{
    private static readonly X509Certificate2 s_certificate = CreateCertificate();

    private readonly TcpListener? _listener;

    /// <summary>Creates the address.</summary>
    public FaultyEndpoint(FaultyAddress address)
    {
        Address = address switch
        {
            FaultyAddress.Refused => ClosedPort.Address,
            FaultyAddress.UnknownHost => new Uri("https://no-such-host.invalid/"),
            _ => null,
        };
        if (address is not (FaultyAddress.NoTls or FaultyAddress.SelfSigned or FaultyAddress.HalfOpen))
            return;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Address = new Uri($"{(address == FaultyAddress.HalfOpen ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        if (address != FaultyAddress.HalfOpen)
            _ = AcceptAsync(_listener, address == FaultyAddress.SelfSigned);
    }

    /// <summary>The address. Null if the fault is not one of the address.</summary>
    public Uri? Address { get; }

    /// <inheritdoc/>
    public void Dispose() => _listener?.Dispose();

    private static async Task AcceptAsync(TcpListener listener, bool isSecure)
    {
        try
        {
            while (true)
                _ = AnswerAsync(await listener.AcceptTcpClientAsync(), isSecure);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed.
        }
    }

    private static async Task AnswerAsync(TcpClient client, bool isSecure)
    {
        try
        {
            using (client)
            {
                if (isSecure)
                {
                    await using var stream = new SslStream(client.GetStream());
                    await stream.AuthenticateAsServerAsync(s_certificate);
                    _ = await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
                }
                else
                {
                    // A plain HTTP server responds to data that it does not understand.
                    _ = await client.GetStream().ReadAtLeastAsync(new byte[1024], 1, throwOnEndOfStream: false);
                    await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
                }
            }
        }
        catch (Exception e) when (e is IOException or AuthenticationException or SocketException)
        {
            // The client does not trust the certificate.
        }
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }
}
