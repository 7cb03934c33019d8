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

        try
        {
            await RunAsync(commandLine.OptionsOf(parsed));
            return Success;
        }
        catch (ListenException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return CannotListen;
        }
        catch (DataFileException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return BadDataFile;
        }
    }

    private static async Task RunAsync(ServerOptions options)
    {
        await using var server = await LocalServer.StartAsync(options);
        if (options.ParentPid is { } parent)
            ParentProcess.OnExit(parent, server.Stop);
        await FirstRequest.SendAsync(server.Address, server.AdminToken);
        Console.WriteLine($"Listening on {server.Address.GetLeftPart(UriPartial.Authority)}");
        Console.WriteLine($"Admin token {server.AdminToken}");
        await Console.Out.FlushAsync();
        await server.WaitAsync();
    }
}
