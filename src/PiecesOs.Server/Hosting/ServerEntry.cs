using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Hosting;

/// <summary>
/// The file by which Get-PiecesServer finds a lasting server, in the data folder of the user. Only the user can read it, because it
/// contains the admin token. If the server is killed, it stays; it is valid only while the data file is locked.
/// </summary>
internal sealed class ServerEntry : IDisposable
{
    private static readonly string Folder = Path.Combine(UserDataFolder.FullPath, "servers");
    private readonly DateTime _started = DateTime.UtcNow;
    private readonly LocalServer _server;
    private readonly string _path;
    private readonly string? _log;

    private ServerEntry(LocalServer server, string? log)
    {
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(server.Database.FilePath)).AsSpan(0, 8));
        _path = Path.Combine(Folder, name.ToLower(CultureInfo.InvariantCulture) + ".json");
        _server = server;
        _log = log;
    }

    /// <summary>Writes the entry.</summary>
    /// <param name="server">The server, which is listening.</param>
    /// <param name="log">The file of its messages, if there is one.</param>
    public static ServerEntry Write(LocalServer server, string? log)
    {
        var entry = new ServerEntry(server, log);
        entry.Write(problem: null);
        return entry;
    }

    /// <summary>Writes the entry again, with a problem of the data file.</summary>
    public void Write(string? problem)
    {
        try
        {
            UserDataFolder.Create(Folder);
            Replace(Compose(problem));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Get-PiecesServer does not list this server: {error.Message}");
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next server with this data file replaces it.
        }
    }

    private byte[] Compose(string? problem) => Json.Build(writer => writer.WriteObject(() =>
    {
        writer.WriteString("uri", _server.Address.ToString());
        writer.WriteString("dataPath", _server.Database.FilePath);
        writer.WriteNumber("processId", Environment.ProcessId);
        writer.WriteString("version", typeof(ServerEntry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);
        writer.WriteString("started", Json.Format(_started));
        writer.WriteString("adminToken", _server.AdminToken);
        if (_log is not null)
            writer.WriteString("logPath", _log);
        if (problem is not null)
            writer.WriteString("problem", problem);
    }));

    /// <summary>Creates the file with its permissions, and whole before it has its name.</summary>
    private void Replace(byte[] utf8)
    {
        var part = FormattableString.Invariant($"{_path}.{Environment.ProcessId}");
        using (var file = PrivateFile.Create(part))
            file.Write(utf8);
        File.Move(part, _path, overwrite: true);
    }
}
