namespace PiecesOs.Server.Hosting;

/// <summary>The words for the states of an account, on the command line and on the admin path.</summary>
internal static class AccountWords
{
    private static readonly Dictionary<string, AccountKind> Kinds = new(System.StringComparer.Ordinal)
    {
        ["connected"] = AccountKind.Connected,
        ["signed-out"] = AccountKind.SignedOut,
        ["no-cloud"] = AccountKind.NoCloud,
        ["cloud-pending"] = AccountKind.CloudPending,
        ["cloud-failed"] = AccountKind.CloudFailed,
        ["links-failed"] = AccountKind.LinksFailed,
        ["logged-out"] = AccountKind.LoggedOut,
    };

    /// <summary>The word for a state.</summary>
    public static string Of(AccountKind kind) => Kinds.First(pair => pair.Value == kind).Key;

    /// <summary>The state for a word; fails with the words there are.</summary>
    public static AccountKind Parse(string name, string word) => Choice.Parse(name, word, Kinds);
}
