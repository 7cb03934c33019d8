using System.Text.Json;

namespace PiecesOs.Server.Pieces.Service;

/// <summary>Values that are one of a few names, on the command line and the admin path.</summary>
internal static class Choice
{
    /// <summary>The name of a value, such as <c>signed-out</c>.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The value with the name; a <see cref="FormatException"/> lists the names.</summary>
    public static T Parse<T>(string name)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        var index = Array.FindIndex(values, value => NameOf(value) == name);
        return index >= 0 ? values[index] : throw new FormatException($"'{name}' is not one of {string.Join(", ", values.Select(NameOf))}.");
    }

    /// <summary>Whether the name is <paramref name="yes"/>; a <see cref="FormatException"/> if it is neither that nor <paramref name="no"/>.</summary>
    public static bool Parse(string name, string no, string yes) =>
        name == yes || (name == no ? false : throw new FormatException($"'{name}' is not one of {no}, {yes}."));
}
