using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;

namespace PiecesOs.Sandbox.Hosting;

/// <summary>Reads the command line: <c>--name value</c> or <c>--name=value</c>, every mistake named.</summary>
internal static class OptionsParser
{
    public static SandboxOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SandboxOptions();
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            string? inline = null;
            var equals = name.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                (name, inline) = (name[..equals], name[(equals + 1)..]);

            string Value()
            {
                if (inline is not null)
                    return inline;
                if (i + 1 >= args.Count)
                    throw new OptionException($"{name} needs a value.");
                return args[++i];
            }

            options = name switch
            {
                "--port" => options with { Port = (int)Number(name, Value(), 0, IPEndPoint.MaxPort) },
                "--data" => options with { Data = NotEmpty(name, Value()) },
                "--sample" => options with { Sample = (int)Number(name, Value(), 0, 1_000_000) },
                "--account" => options with { Account = Account(name, Value()) },
                "--github" => options with { GitHub = GitHub(name, Value()) },
                "--os-version" => options with { OsVersion = NotEmpty(name, Value()) },
                "--max-body" => options with { MaxBody = Number(name, Value(), 1024, long.MaxValue) },
                "--listen" => options with { Listen = Address(name, Value()) },
                "--parent-pid" => options with { ParentPid = (int)Number(name, Value(), 1, int.MaxValue) },
                "--admin-token" => options with { AdminToken = Token(name, Value()) },
                "--outdated" when inline is null => options with { Outdated = true },
                "--help" or "-h" when inline is null => options with { Help = true },
                "--outdated" or "--help" => throw new OptionException($"{name} takes no value."),
                _ when name.StartsWith("--cloudflare-", StringComparison.Ordinal) => options with { Cloudflare = options.Cloudflare.With(name, Value()) },
                _ => throw new OptionException($"Unknown option '{name}'. --help lists the options."),
            };
        }

        return options;
    }

    /// <summary>The words of <c>--account</c>, which the admin path takes as well.</summary>
    public static AccountKind Account(string name, string value) => value switch
    {
        "connected" => AccountKind.Connected,
        "signed-out" => AccountKind.SignedOut,
        "no-cloud" => AccountKind.NoCloud,
        _ => throw new OptionException($"{name}: '{value}' is not one of connected, signed-out, no-cloud."),
    };

    /// <summary>The words of <c>--github</c>, which the admin path takes as well.</summary>
    public static bool GitHub(string name, string value) => value switch
    {
        "connected" => true,
        "none" => false,
        _ => throw new OptionException($"{name}: '{value}' is not one of connected, none."),
    };

    private static long Number(string name, string value, long least, long most) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"{name}: '{value}' is not a whole number from {least} to {most}."));

    private static string NotEmpty(string name, string value) =>
        string.IsNullOrWhiteSpace(value) ? throw new OptionException($"{name} needs a value that is not empty.") : value;

    private static string Token(string name, string value) =>
        value.Length < 16 ? throw new OptionException($"{name} needs at least 16 characters.") : value;

    private static IPAddress Address(string name, string value) => value switch
    {
        "localhost" => IPAddress.Loopback,
        "*" => IPAddress.Any,
        _ => IPAddress.TryParse(value, out var address) ? address : throw new OptionException($"{name}: '{value}' is not an IP address."),
    };
}
