namespace PiecesOs.Server.Pieces.Samples;

/// <summary>The words from which names, tags and texts of samples are built.</summary>
internal static class SampleWords
{
    public static IReadOnlyList<string> Tags { get; } =
    [
        "automation", "backup", "cache", "cli", "cloud", "config", "csv", "database", "date", "debugging", "deployment", "docker", "email",
        "encryption", "error handling", "file system", "formatting", "git", "http", "json", "kubernetes", "logging", "metrics", "monitoring",
        "networking", "parsing", "performance", "regex", "reporting", "retry", "scheduling", "security", "sorting", "testing", "text", "utility",
        "validation", "web", "xml", "größe", "設定",
    ];

    public static IReadOnlyList<string> Purposes { get; } =
    [
        "used by the nightly job", "copied from the runbook", "worked on the second try", "needs no extra module", "keeps the order of the input",
        "handles empty input", "safe to run twice", "für die wöchentliche Auswertung",
    ];

    public static IReadOnlyList<string> Comments { get; } =
    [
        "Check the paths before running.", "Ask the platform team for access.", "Tested on Linux and Windows.", "Replace the placeholder values.",
        "See the ticket for the background.", "Läuft auch unter macOS.",
    ];

    public static IReadOnlyList<string> Identifiers { get; } =
    [
        "account", "address", "archive", "buffer", "channel", "client", "column", "counter", "customer", "deadline", "endpoint", "entry", "filter",
        "folder", "handler", "header", "invoice", "keyword", "ledger", "limit", "manifest", "message", "metric", "order", "packet", "payload",
        "policy", "profile", "queue", "record", "region", "request", "resource", "schedule", "segment", "session", "setting", "snapshot", "status",
        "storage", "summary", "target", "ticket", "timeout", "token", "tracker", "upload", "vendor", "window", "worker",
    ];

    public static IReadOnlyList<string> Verbs { get; } =
        ["append", "build", "check", "collect", "convert", "count", "fetch", "find", "group", "load", "merge", "parse", "read", "remove", "resolve", "save", "send", "split", "update", "verify"];
}
