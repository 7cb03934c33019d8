using System.Management.Automation.Language;
using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>Reads a description of shares: a JSON file, a PowerShell data file, or objects.</summary>
internal static class ShareFile
{
    private static readonly JsonDocumentOptions s_options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The content of a file as JSON. Requires the PowerShell engine, so it must run on the pipeline thread.</summary>
    /// <exception cref="InputException">The file cannot be read, or it is neither JSON nor a data file.</exception>
    public static JsonElement Read(InputFile file) => file.Read(path =>
    {
        if (string.Equals(Path.GetExtension(path), ".psd1", StringComparison.OrdinalIgnoreCase))
            return ReadDataFile(path);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), s_options);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw Unreadable(path, $"it is not JSON ({e.Message.TrimEnd('.')})", e);
        }
    });

    /// <summary>An object as JSON.</summary>
    /// <exception cref="InputException">It cannot be converted to JSON.</exception>
    public static JsonElement ToElement(object? input)
    {
        using var document = JsonDocument.Parse(ObjectJson.ToUtf8(input, static problem => CloudflareCmdletErrors.ShareFileInvalid("The input", [problem])));
        return document.RootElement.Clone();
    }

    /// <summary>The hashtable in a data file. As with Import-PowerShellDataFile, the file is not run.</summary>
    private static JsonElement ReadDataFile(string path)
    {
        var script = Parser.ParseFile(path, out _, out var errors);
        if (errors.Length > 0)
            throw Unreadable(path, $"it is not a data file ({errors[0].Message.TrimEnd('.')})");
        if (script.Find(static ast => ast is HashtableAst, searchNestedScriptBlocks: false) is not HashtableAst table)
            throw Unreadable(path, "it has no hashtable");
        try
        {
            return ToElement(table.SafeGetValue());
        }
        catch (InvalidOperationException e)
        {
            throw Unreadable(path, "it contains a command or a variable, and a data file can contain only values", e);
        }
    }

    private static InputException Unreadable(string path, string problem, Exception? cause = null) => CloudflareCmdletErrors.ShareFileInvalid($"'{path}'", [problem], cause);
}
