using System.Text;

namespace PiecesOs.Module;

/// <summary>Writes arguments so that the started process reads them back as they are; .NET Framework has no list of arguments.</summary>
internal static class CommandLine
{
    /// <summary>One argument in the rules of the C run-time, which .NET follows on all systems.</summary>
    public static string Quote(string argument)
    {
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '\\')
            {
                backslashes++;
                continue;
            }

            quoted.Append('\\', character == '"' ? (backslashes * 2) + 1 : backslashes).Append(character);
            backslashes = 0;
        }

        return quoted.Append('\\', backslashes * 2).Append('"').ToString();
    }
}
