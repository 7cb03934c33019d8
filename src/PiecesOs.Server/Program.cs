using PiecesOs.Server.Hosting;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server;

/// <summary>The entry point: starts the server, prints its address, and waits for its end.</summary>
internal static class Program
{
    private const int Success = 0;
    private const int BadOption = 2;
    private const int CannotListen = 3;
    private const int BadDataFile = 4;
    private const int DataFileInUse = 5;
    private const int FirstHomePort = 39300;
    private const int LastHomePort = 39333;

    public static async Task<int> Main(string[] args)
    {
        var commandLine = new CommandLine();
        var parsed = commandLine.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, CommandLine.ErrorsOf(parsed)));
            return BadOption;
        }

        // The action of --help.
        if (parsed.Action is not null)
            return await parsed.InvokeAsync();

        var options = commandLine.OptionsOf(parsed);
        if (options.Detach && options is { Home: false, Data: null })
        {
            await Console.Error.WriteLineAsync("--detach requires --data or --home.");
            return BadOption;
        }

        // Whoever starts the server reads its errors from here, also if messages go to a file.
        var errors = Console.Error;
        ServerLog? log = null;
        try
        {
            if (options.Home)
                options = AtHome(options);
            if (options.Detach)
                (options, log) = Detach(options);
            await RunAsync(options, log);
            return Success;
        }
        catch (Exception error) when (ExitCodeOf(error) is not null)
        {
            var message = error is ListenException or DataFileException ? error.Message : DataFileException.AtStart(options.Data ?? "", error).Message;
            await errors.WriteLineAsync(message);
            log?.Write(message);
            return ExitCodeOf(error)!.Value;
        }
        finally
        {
            log?.Dispose();
        }
    }

    private static int? ExitCodeOf(Exception error) => error switch
    {
        ListenException => CannotListen,
        _ => DataFileException.FaultOf(error) switch
        {
            null => null,
            DataFileFault.InUse => DataFileInUse,
            _ => BadDataFile,
        },
    };

    /// <summary>The options with the defaults of a lasting server.</summary>
    private static ServerOptions AtHome(ServerOptions options)
    {
        if (options.Data is null)
            UseFolder(UserDataFolder.DataFile, () => UserDataFolder.Create(UserDataFolder.FullPath));
        return options with
        {
            Data = options.Data ?? UserDataFolder.DataFile,
            Port = options.Port > 0 ? options.Port : FirstHomePort,
            LastPort = options.Port > 0 ? options.LastPort : LastHomePort,
            Pieces = options.Pieces with { UserName = Environment.UserName, UserEmail = null },
        };
    }

    private static async Task RunAsync(ServerOptions options, ServerLog? log)
    {
        await using var server = await LocalServer.StartAsync(options);
        using var entry = options.Home ? ServerEntry.Write(server, log?.FilePath) : null;
        if (options.ParentPid is { } parent)
            ParentProcess.OnExit(parent, server.Stop);
        await FirstRequest.SendAsync(server.Address, server.AdminToken);
        var address = server.Address.GetLeftPart(UriPartial.Authority);
        log?.Write($"Listening on {address} with {server.Database.FilePath}");
        Console.WriteLine($"Listening on {address}");
        Console.WriteLine($"Admin token {server.AdminToken}");
        await Console.Out.FlushAsync();
        log?.ReplaceStandardStreams();
        using var stopping = new CancellationTokenSource();
        var check = CheckAsync(server, entry, stopping.Token);
        await server.WaitAsync();
        await stopping.CancelAsync();
        await check;
        log?.Write("Stopped");
    }

    /// <summary>Leaves the terminal and the current folder. The path of the data file becomes a full one.</summary>
    private static (ServerOptions Options, ServerLog Log) Detach(ServerOptions options)
    {
        ControllingTerminal.Leave();
        var path = Path.GetFullPath(options.Data!);
        ServerLog? log = null;
        UseFolder(path, () =>
        {
            log = ServerLog.Open(path + ".log");
            Directory.SetCurrentDirectory(Path.GetDirectoryName(path)!);
        });
        return (options with { Data = path }, log!);
    }

    /// <summary>Reports that the folder of a data file cannot be used like a data file that cannot be used.</summary>
    private static void UseFolder(string data, Action use)
    {
        try
        {
            use();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DataFileException.AtStart(data, error);
        }
    }

    /// <summary>Reports damage in a file that was too large to be checked before the start.</summary>
    private static async Task CheckAsync(LocalServer server, ServerEntry? entry, CancellationToken stopping)
    {
        var problem = await server.Database.CheckAsync(stopping);
        if (problem is null)
            return;
        await Console.Error.WriteLineAsync($"The data file is damaged: {problem} Stop the server and restore a backup.");
        entry?.Write($"The data file is damaged: {problem}");
    }
}
