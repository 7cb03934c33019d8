using System.Management.Automation;
using System.Security.Cryptography;

namespace PiecesOs.Trust.Tests.Matrix;

/// <summary>The output of a command as text.</summary>
internal static class CommandOutput
{
    /// <summary>The error IDs without the class name. Empty for success.</summary>
    public static IReadOnlyList<string> ErrorIds(CommandResult result)
    {
        if (result.Stopped)
            return ["Stopped"];
        var errors = result.Errors.Concat(result.Terminating is { } terminating ? [terminating] : (IEnumerable<ErrorRecord>)[]);
        return [.. errors.Select(static error => error.FullyQualifiedErrorId.Split(',')[0])];
    }

    /// <summary>Text that identifies each output object, without values that differ from run to run.</summary>
    public static IReadOnlyList<string> Objects(CommandResult result, bool isNew) => [.. result.Output.Select(item => One(item, isNew))];

    /// <summary>All text of the result that a user, a transcript or a log could contain.</summary>
    public static IEnumerable<string> Texts(CommandResult result)
    {
        foreach (var error in result.Errors.Concat(result.Terminating is { } terminating ? [terminating] : (IEnumerable<ErrorRecord>)[]))
        {
            yield return error.ToString();
            yield return error.ErrorDetails?.RecommendedAction ?? string.Empty;
            yield return error.TargetObject?.ToString() ?? string.Empty;
            yield return error.CategoryInfo.ToString();
            yield return error.ScriptStackTrace ?? string.Empty;
            yield return error.Exception.ToString();
            for (var exception = error.Exception; exception is not null; exception = exception.InnerException)
            {
                foreach (var property in exception.GetType().GetProperties().Where(static property => property.GetIndexParameters().Length == 0))
                    yield return ValueOf(property, exception);
            }
        }

        yield return result.TerminatingException?.ToString() ?? string.Empty;
        foreach (var text in result.Warnings.Concat(result.Verbose).Concat(result.Debug).Concat(result.Progress.Select(static progress => $"{progress.Activity} {progress.StatusDescription} {progress.CurrentOperation}")))
            yield return text;
        foreach (var item in result.Output)
        {
            yield return item?.ToString() ?? string.Empty;
            if (item is not null && item is not string)
                yield return string.Join('\n', PSObject.AsPSObject(item).Properties.Select(ValueOf));
        }
    }

    private static string One(object? item, bool isNew) => item switch
    {
        null => "null",
        string or bool or int => item.ToString()!,
        byte[] bytes => Convert.ToHexString(SHA256.HashData(bytes)),
        FileInfo file => $"{file.Name} {(file.Exists ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName))) : "missing")}",
        _ when isNew || item.GetType().Name == "PiecesOsConnection" => item.GetType().Name,
        _ => $"{item.GetType().Name} {Property(item, "AssetId") ?? Property(item, "Id") ?? Property(item, "AssetCount") ?? Property(item, "IsHealthy") ?? item}",
    };

    private static string? Property(object item, string name) => PSObject.AsPSObject(item).Properties[name]?.Value?.ToString();

    private static string ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value?.ToString() ?? string.Empty;
        }
        catch (GetValueException e)
        {
            return e.ToString();
        }
    }

    private static string ValueOf(System.Reflection.PropertyInfo property, object owner)
    {
        try
        {
            return property.GetValue(owner)?.ToString() ?? string.Empty;
        }
        catch (Exception e) when (e is System.Reflection.TargetInvocationException or NotSupportedException)
        {
            return e.ToString();
        }
    }
}
