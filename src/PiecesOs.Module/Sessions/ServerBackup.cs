using System.Text;
using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>Requests a server to copy its data to a file.</summary>
internal static class ServerBackup
{
    /// <summary>Waits until the copy is complete.</summary>
    /// <exception cref="InputException">The server does not respond in time, or cannot write the file.</exception>
    public static async Task RunAsync(PiecesServerInfo server, string path, bool replace, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new HttpClientHandler { UseProxy = false }) { Timeout = timeout };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Uri, ".sandbox/backup"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {server.AdminToken}");
        request.Content = new StringContent(JsonSerializer.Serialize(new { path, replace }), Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw ServerErrors.BackupFailed(path, await response.Content.ReadAsStringAsync().ConfigureAwait(false));
        }
        catch (HttpRequestException e)
        {
            throw ServerErrors.BackupFailed(path, e.Message, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw ServerErrors.BackupTimedOut(path, timeout, e);
        }
    }
}
