using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PiecesOs.Server.Hosting;

/// <summary>The file to which a server without a terminal writes its messages.</summary>
internal sealed class ServerLog : IDisposable
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private readonly FileStream _file;
    private readonly StreamWriter _writer;

    private ServerLog(FileStream file)
    {
        _file = file;
        _writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
    }

    /// <summary>Sends all messages to the file, at its end.</summary>
    public static ServerLog Open(string path)
    {
        var log = new ServerLog(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete));
        Console.SetError(log._writer);
        return log;
    }

    /// <summary>The full path of the file.</summary>
    public string FilePath => _file.Name;

    /// <summary>Writes a line with the time.</summary>
    public void Write(string message) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd HH:mm:ss}Z Process {Environment.ProcessId}: {message}"));

    /// <summary>Sends what the runtime itself writes, such as an unhandled exception, to the file too: no one reads the pipes any more.</summary>
    public void ReplaceStandardStreams()
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = (int)_file.SafeFileHandle.DangerousGetHandle();
        _ = ControllingTerminal.Duplicate(handle, StandardOutput);
        _ = ControllingTerminal.Duplicate(handle, StandardError);
    }

    public void Dispose() => _writer.Dispose();
}

/// <summary>Leaves the terminal in which the server was started. On Windows the server has none, because it was started without a window.</summary>
internal static class ControllingTerminal
{
    /// <summary>Starts a session of its own, which neither Ctrl-C nor the end of the terminal reaches.</summary>
    public static void Leave()
    {
        // Fails if the process leads a group already, and then it is not in that of the terminal.
        if (!OperatingSystem.IsWindows())
            _ = SetSession();
    }

    [DllImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int Duplicate(int from, int to);

    [DllImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetSession();
}
