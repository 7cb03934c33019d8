using PiecesOs.Server.Hosting;

namespace PiecesOs.Server;

/// <summary>The entry point: starts the sandbox, says where it is, and waits for its end.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        try
        {
            var options = OptionsParser.Parse(args);
            if (options.Help)
            {
                Console.WriteLine(Usage.Text);
                return ExitCode.Success;
            }

            await using var server = await SandboxServer.StartAsync(options);
            if (options.ParentPid is { } parent)
                ParentWatch.Start(parent, server.Stop);
            Console.WriteLine($"Listening on {server.Address.GetLeftPart(UriPartial.Authority)}");
            Console.WriteLine($"Admin token {server.AdminToken}");
            await Console.Out.FlushAsync();
            await server.WaitAsync();
            return ExitCode.Success;
        }
        catch (OptionException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return ExitCode.BadOption;
        }
        catch (StartException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return error.ExitCode;
        }
    }
}
