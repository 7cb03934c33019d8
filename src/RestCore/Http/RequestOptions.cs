using System.Text;
using Refit;

namespace RestCore.Http;

/// <summary>What the handlers know of a request beyond HTTP: what Refit notes of the interface method, and what follows from it.</summary>
internal static class RequestOptions
{
    private const string OperationKey = "RestCore.Operation";
    private const string PathValuesKey = "RestCore.PathValues";

    /// <summary>The operation that the request belongs to.</summary>
    public static RestOperation GetOperation(this HttpRequestMessage request) => request.GetOption<RestOperation>(OperationKey)!;

    /// <summary>Sets the operation that the request belongs to.</summary>
    public static void SetOperation(this HttpRequestMessage request, RestOperation operation) => request.SetOption(OperationKey, operation);

    /// <summary>The values in the path, by the names of the parameters, in the order of the path.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> GetPathValues(this HttpRequestMessage request) =>
        request.GetOption<IReadOnlyList<KeyValuePair<string, string>>>(PathValuesKey) ?? [];

    /// <summary>Sets the values in the path.</summary>
    public static void SetPathValues(this HttpRequestMessage request, IReadOnlyList<KeyValuePair<string, string>> values) =>
        request.SetOption(PathValuesKey, values);

    /// <summary>The limit for the first byte of the response, in place of the client's: the parameter with this name and <c>[Property]</c>.</summary>
    public static ResponseDeadline? GetDeadline(this HttpRequestMessage request) => request.GetOption<ResponseDeadline>("deadline");

    /// <summary>The path template of the interface method.</summary>
    public static string GetPathTemplate(this HttpRequestMessage request) =>
        request.GetOption<string>(HttpRequestMessageOptions.RelativePathTemplate) ?? string.Empty;

    /// <summary>The arguments of the interface method. Those in the path come first, in the order of the path.</summary>
    public static object?[] GetArguments(this HttpRequestMessage request) => request.GetOption<object?[]>(HttpRequestMessageOptions.MethodArguments) ?? [];

    /// <summary>The operation's name, from the name of the interface method: <c>AssetsSnapshotResponseAsync</c> is <c>assets_snapshot</c>.</summary>
    public static string GetOperationName(this HttpRequestMessage request, char separator)
    {
        var method = request.GetOption<string>(HttpRequestMessageOptions.MethodName)!;
        foreach (var suffix in new[] { "Async", "Response" })
            method = method.EndsWith(suffix, StringComparison.Ordinal) ? method.Substring(0, method.Length - suffix.Length) : method;
        var name = new StringBuilder();
        foreach (var letter in method)
        {
            if (char.IsUpper(letter) && name.Length > 0)
                name.Append(separator);
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }

    internal static void SetOption<T>(this HttpRequestMessage request, string key, T value) =>
#if NETFRAMEWORK
        request.Properties[key] = value;
#else
        request.Options.Set(new HttpRequestOptionsKey<T>(key), value);
#endif

    private static T? GetOption<T>(this HttpRequestMessage request, string key)
        where T : class =>
#if NETFRAMEWORK
        request.Properties.TryGetValue(key, out var value) ? value as T : null;
#else
        request.Options.TryGetValue(new HttpRequestOptionsKey<T>(key), out var value) ? value : null;
#endif
}
