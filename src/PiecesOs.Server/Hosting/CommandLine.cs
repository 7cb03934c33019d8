using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using PiecesOs.Server.Cloudflare;
using PiecesOs.Server.Hosting.Pacing;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Hosting;

/// <summary>The options of the program: how each is read, what it sets, and its help.</summary>
internal sealed class CommandLine
{
    // A value that starts with @ is not a response file, and there is nothing to bundle.
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    private readonly Command _command = new("PiecesOs.Server", "A server that stands in for Pieces OS on loopback.") { new HelpOption() };

    // The value of an option is the change that it makes.
    private readonly List<Option<Func<ServerOptions, ServerOptions>>> _options = [];

    public CommandLine()
    {
        Add("--port", "N", "port to listen on, or the first free one of N-M; 0, the default, uses any free one", Ports, (options, ports) => options with { Port = ports.First, LastPort = ports.Last });
        Add("--data", "FILE", "SQLite file that keeps everything; without it nothing is kept", NotEmpty, (options, file) => options with { Data = file });
        Add("--check", "WHAT", "quick (default) or full: check the data file with its indexes before the start", Either("quick", "full"), (options, full) => options with { FullCheck = full });
        AddFlag("--home", "a lasting server: data in the data folder of the user, first free port of 39300-39333, listed by Get-PiecesServer", options => options with { Home = true });
        AddFlag("--detach", "leave the terminal, and write messages to FILE.log beside the data file", options => options with { Detach = true });
        Add("--sample", "N", "fill an empty server with N sample assets", Number(0, 1_000_000), (options, count) => options with { Sample = (int)count });
        AddPieces("--account", "STATE", "connected (default), signed-out, no-cloud, cloud-pending, cloud-failed, links-failed, logged-out or no-profile", Choice.Parse<AccountState>, (pieces, state) => pieces with { Account = state });
        AddPieces("--github", "STATE", "connected (default) or none", Either("none", "connected"), (pieces, connected) => pieces with { GitHub = connected });
        AddPieces("--os-version", "X", "version of Pieces OS to report", NotEmpty, (pieces, version) => pieces with { OsVersion = version });
        Add(
            new("--outdated") { HelpName = "WHAT", Description = "return 505 for link operations; with all, 593 for everything but health and version", Arity = ArgumentArity.ZeroOrOne },
            Outdated);
        AddPieces("--content", "WHEN", "always (default) or asked: omit content unless transferables=true", Either("always", "asked"), (pieces, asked) => pieces with { ContentOnRequest = asked });
        AddPieces("--relations", "WHAT", "full (default), indices, empty, null or absent: tags, annotations and the like in lists; junction or unknown: null in records too", Choice.Parse<RelationDetail>, (pieces, detail) => pieces with { Relations = detail });
        AddPieces("--removed", "WHAT", "gone (default), keep: removed assets and tags stay in lists, with a negative index, or stale: a deleted asset keeps its index", Choice.Parse<RemovedDetail>, (pieces, removed) => pieces with { Removed = removed });
        AddPieces("--list-loses", "N", "leave N assets out of lists although they are there (default 0)", Number(0, 1_000_000), (pieces, count) => pieces with { ListLoses = (int)count });
        AddPieces("--connect", "HOW", "lenient (default) or strict: refuse unknown application names", Either("lenient", "strict"), (pieces, strict) => pieces with { StrictConnect = strict });
        AddPieces("--user", "RESPONSE", "unauthorized (default) or empty: GET /user while nobody is signed in", Either("unauthorized", "empty"), (pieces, empty) => pieces with { EmptyUser = empty });
        AddPieces("--health", "FORM", "plain (default), quoted: health and version as JSON strings, or migrating: no data yet", Choice.Parse<HealthForm>, (pieces, form) => pieces with { QuotedHealth = form == HealthForm.Quoted, Migrating = form == HealthForm.Migrating });
        AddPieces("--enrich", "MS", "how long an asset created without a name has a placeholder (default 3000), or off", DelayOrOff, (pieces, delay) => pieces with { Enrich = delay });
        Add("--pace", "FACTOR", "how slow reads are: 1 as measured on a real server, 0 (default) not at all", Factor, (options, pace) => options with { Pace = pace });
        Add("--max-body", "BYTES", "largest request body (default 536870912)", Number(1024, long.MaxValue), WithMaxBody);
        Add("--listen", "ADDRESS", "IP address to listen on (default 127.0.0.1)", Address, (options, address) => options with { Listen = address });
        Add(
            new("--allow-origin") { HelpName = "ORIGIN", Description = "let the pages of that origin call, such as app://obsidian.md; can be repeated (default: none)", Arity = ArgumentArity.OneOrMore },
            AllowedOrigins);
        Add("--parent-pid", "PID", "end when that process ends", Number(1, int.MaxValue), (options, id) => options with { ParentPid = (int)id });
        Add("--admin-token", "TOKEN", "token of the admin paths, 16 characters or more (default: a new one)", Token, (options, token) => options with { AdminToken = token });
        Add("--public-url", "URL", "address that links to shares begin with (default: the address it listens on)", PublicUrl, (options, url) => options with { PublicUrl = url });
        Add("--access-token", "TOKEN", "token of requests that are not from this computer, 16 characters or more; without it they can only open links", Token, (options, token) => options with { AccessToken = token });
        Add("--trusted-proxy", "ADDRESS", "IP address or network, such as 172.18.0.0/16, of the reverse proxy (default with --public-url: loopback)", Network, (options, network) => options with { TrustedProxy = network });
        AddCloudflare("--cloudflare-token", "TOKEN", "API token that can edit (default: see README.md)", NoSpaces, (cloudflare, token) => cloudflare with { Token = token });
        AddCloudflare("--cloudflare-read-token", "TOKEN", "API token that can only read", NoSpaces, (cloudflare, token) => cloudflare with { ReadToken = token });
        AddCloudflare("--cloudflare-email", "ADDRESS", "email address of the global key", NoSpaces, (cloudflare, email) => cloudflare with { Email = email });
        AddCloudflare("--cloudflare-key", "KEY", "global key", NoSpaces, (cloudflare, key) => cloudflare with { Key = key });
        AddCloudflare("--cloudflare-delay", "MS", "how long a change of a Cloudflare share takes (default 300)", Number(0, CloudflareOptions.MaxDelayMs), (cloudflare, delay) => cloudflare with { DelayMs = (int)delay });
        AddCloudflare("--cloudflare-lag", "MS", "how long responses show the state before such a change (default 0)", Number(0, CloudflareOptions.MaxDelayMs), (cloudflare, lag) => cloudflare with { LagMs = (int)lag });
    }

    private enum HealthForm
    {
        Plain,
        Quoted,
        Migrating,
    }

    /// <summary>The command line as it was parsed; its action is that of <c>--help</c>.</summary>
    public ParseResult Parse(IReadOnlyList<string> args) => _command.Parse(args, Configuration);

    /// <summary>What is wrong with a command line. An unknown option is named without its value, which may be a secret.</summary>
    public static IEnumerable<string> ErrorsOf(ParseResult result) => result.UnmatchedTokens.Count > 0
        ? result.UnmatchedTokens.Select(token => $"Unknown option or value '{token.Split('=')[0]}'. --help lists the options.")
        : result.Errors.Select(error => error.Message);

    /// <summary>The options of a command line without errors.</summary>
    public ServerOptions OptionsOf(ParseResult result) =>
        _options.Aggregate(new ServerOptions(), (options, option) => result.GetValue(option) is { } set ? set(options) : options);

    private void AddPieces<T>(string name, string value, string description, Func<string, T> read, Func<PiecesOptions, T, PiecesOptions> set) =>
        Add(name, value, description, read, (options, given) => options with { Pieces = set(options.Pieces, given) });

    private void AddCloudflare<T>(string name, string value, string description, Func<string, T> read, Func<CloudflareOptions, T, CloudflareOptions> set) =>
        Add(name, value, description, read, (options, given) => options with { Cloudflare = set(options.Cloudflare, given) });

    private void Add<T>(string name, string value, string description, Func<string, T> read, Func<ServerOptions, T, ServerOptions> set) =>
        // More than one value only because the last one counts if an option is repeated.
        Add(new Option<Func<ServerOptions, ServerOptions>>(name) { HelpName = value, Description = description, Arity = ArgumentArity.OneOrMore }, result =>
        {
            try
            {
                var given = read(result.Tokens[^1].Value);
                return options => set(options, given);
            }
            catch (FormatException error)
            {
                result.AddError($"{name}: {error.Message}");
                return null;
            }
        });

    private void Add(Option<Func<ServerOptions, ServerOptions>> option, Func<ArgumentResult, Func<ServerOptions, ServerOptions>?> parse)
    {
        option.CustomParser = parse;
        _command.Add(option);
        _options.Add(option);
    }

    private void AddFlag(string name, string description, Func<ServerOptions, ServerOptions> set) =>
        Add(new Option<Func<ServerOptions, ServerOptions>>(name) { Description = description, Arity = ArgumentArity.Zero }, _ => set);

    private static Func<ServerOptions, ServerOptions>? Outdated(ArgumentResult result)
    {
        if (result.Tokens.Count > 0 && result.Tokens[^1].Value is not ("links" or "all"))
        {
            result.AddError($"--outdated: '{result.Tokens[^1].Value}' is not one of links, all.");
            return null;
        }

        var scope = result.Tokens.Count > 0 && result.Tokens[^1].Value == "all" ? OutdatedScope.All : OutdatedScope.Links;
        return options => options with { Pieces = options.Pieces with { Outdated = scope } };
    }

    private static Func<ServerOptions, ServerOptions>? AllowedOrigins(ArgumentResult result)
    {
        var origins = result.Tokens.Select(token => token.Value.TrimEnd('/')).ToList();
        if (origins.Find(origin => !IsOrigin(origin)) is { } wrong)
        {
            result.AddError($"--allow-origin: '{wrong}' is not an origin, such as app://obsidian.md or http://localhost:3000.");
            return null;
        }

        return options => options with { AllowedOrigins = origins };
    }

    /// <summary>A scheme, a host and at most a port.</summary>
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && text.IndexOf("://", StringComparison.Ordinal) is > 0 and var start
        && text.AsSpan(start + 3).IndexOfAny("/?#@* ") < 0;

    private static ServerOptions WithMaxBody(ServerOptions options, long bytes) => options with
    {
        Pieces = options.Pieces with { MaxBody = bytes },
        Cloudflare = options.Cloudflare with { MaxBody = long.Min(bytes, CloudflareOptions.HighestMaxBody) },
    };

    private static Func<string, bool> Either(string no, string yes) => value => Choice.Parse(value, no, yes);

    private static Func<string, long> Number(long min, long max) => value =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new FormatException(FormattableString.Invariant($"'{value}' is not a whole number from {min} to {max}."));

    private static (int First, int? Last) Ports(string value)
    {
        var read = Number(0, IPEndPoint.MaxPort);
        var parts = value.Split('-', 2);
        var first = (int)read(parts[0]);
        if (parts.Length == 1)
            return (first, null);
        var last = (int)read(parts[1]);
        return first > 0 && last >= first ? (first, last) : throw new FormatException($"'{value}' is not a range of ports.");
    }

    private static TimeSpan? DelayOrOff(string value) => value == "off" ? null : TimeSpan.FromMilliseconds(Number(0, 3_600_000)(value));

    private static double Factor(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && Pace.IsFactor(factor)
            ? factor
            : throw new FormatException(FormattableString.Invariant($"'{value}' is not a number from 0 to {Pace.MaxFactor}."));

    private static string NotEmpty(string value) => string.IsNullOrWhiteSpace(value) ? throw new FormatException("The value must not be empty.") : value;

    private static string NoSpaces(string value) =>
        value.Length == 0 || value.AsSpan().ContainsAny(" \t") ? throw new FormatException("The value must not be empty or contain spaces.") : value;

    private static string Token(string value) => value.Length < 16 ? throw new FormatException("At least 16 characters are required.") : value;

    private static IPAddress Address(string value) => value switch
    {
        "localhost" => IPAddress.Loopback,
        "*" => IPAddress.Any,
        _ => IPAddress.TryParse(value, out var address) ? address : throw new FormatException($"'{value}' is not an IP address."),
    };

    private static Uri PublicUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length + url.Fragment.Length + url.UserInfo.Length == 0
            ? new Uri(url.AbsoluteUri.TrimEnd('/'))
            : throw new FormatException($"'{value}' is not an http or https URL without a query.");

    private static IPNetwork Network(string value) =>
        IPNetwork.TryParse(value, out var network) ? network
        : IPAddress.TryParse(value, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new FormatException($"'{value}' is not an IP address or network.");
}
