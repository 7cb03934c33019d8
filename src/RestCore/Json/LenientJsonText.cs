using System.Globalization;
using System.Text;

namespace RestCore.Json;

/// <summary>Decodes a JSON string that is not valid Unicode, character by character, keeping what is there.</summary>
internal static class LenientJsonText
{
    /// <summary>The text of the raw JSON string that starts with the first character; what stands behind it does not matter.</summary>
    public static string Decode(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 1; raw[i] != '"'; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)int.Parse(raw.Substring(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(Unescape(raw[i]));
            }
        }

        return text.ToString();
    }

    private static char Unescape(char escaped) => escaped switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => escaped,
    };
}
