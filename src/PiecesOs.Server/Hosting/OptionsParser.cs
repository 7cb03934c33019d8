using System.Globalization;
using System.Net;

namespace PiecesOs.Server.Hosting;

/// <summary>Reads the command line: <c>--name value</c> or <c>--name=value</c>, every mistake named.</summary>
internal static class OptionsParser
{
    private static readonly Dictionary<string, RelationDetail> Relations = new(StringComparer.Ordinal)
    {
        ["full"] = RelationDetail.Full,
        ["indices"] = RelationDetail.Indices,
        ["empty"] = RelationDetail.Empty,
        ["null"] = RelationDetail.Null,
        ["absent"] = RelationDetail.Absent,
    };

    private static readonly Dictionary<string, (bool Quoted, bool Migrating)> HealthForms = new(StringComparer.Ordinal)
    {
        ["plain"] = (false, false),
        ["quoted"] = (true, false),
        ["migrating"] = (false, true),
    };

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
                "--account" => options with { Account = AccountWords.Parse(name, Value()) },
                "--github" => options with { GitHub = Choice.Parse(name, Value(), "none", "connected") },
                "--os-version" => options with { OsVersion = NotEmpty(name, Value()) },
                "--content" => options with { ContentOnRequest = Choice.Parse(name, Value(), "always", "asked") },
                "--relations" => options with { Relations = Choice.Parse(name, Value(), Relations) },
                "--removed" => options with { KeepRemoved = Choice.Parse(name, Value(), "gone", "keep") },
                "--connect" => options with { StrictConnect = Choice.Parse(name, Value(), "lenient", "strict") },
                "--user" => options with { EmptyUser = Choice.Parse(name, Value(), "unauthorized", "empty") },
                "--health" => WithHealth(options, Choice.Parse(name, Value(), HealthForms)),
                "--enrich" => options with { Enrich = Delay(name, Value()) },
                "--pace" => options with { Pace = Factor(name, Value()) },
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

    private static SandboxOptions WithHealth(SandboxOptions options, (bool Quoted, bool Migrating) health) =>
        options with { QuotedHealth = health.Quoted, Migrating = health.Migrating };

    private static long Number(string name, string value, long least, long most) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"{name}: '{value}' is not a whole number from {least} to {most}."));

    private static TimeSpan? Delay(string name, string value) =>
        value == "off" ? null : TimeSpan.FromMilliseconds(Number(name, value, 0, 3_600_000));

    private static double Factor(string name, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && Pacing.Pace.IsFactor(factor)
            ? factor
            : throw new OptionException($"{name}: '{value}' is not a number from 0 to {Pacing.Pace.Slowest}.");

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
