namespace PiecesOs.Server.Hosting;

/// <summary>An option whose value is one of a few words.</summary>
internal static class Choice
{
    /// <summary>What the word stands for; fails with the words there are.</summary>
    public static T Parse<T>(string name, string word, IReadOnlyDictionary<string, T> choices) =>
        choices.TryGetValue(word, out var choice) ? choice : throw new OptionException($"{name}: '{word}' is not one of {string.Join(", ", choices.Keys)}.");

    /// <summary>Whether the word is <paramref name="yes"/>; fails when it is neither that nor <paramref name="no"/>.</summary>
    public static bool Parse(string name, string word, string no, string yes) =>
        word == yes || (word == no ? false : throw new OptionException($"{name}: '{word}' is not one of {no}, {yes}."));
}
