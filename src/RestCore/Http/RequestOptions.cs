using System.Text;
using Refit;

namespace RestCore.Http;

/// <summary>What the handlers know of a request beyond HTTP: what Refit notes of the interface method, and what follows from it.</summary>
internal static class RequestOptions
{
    /// <summary>Values in the path by their parameters' names, in the order of the path.</summary>
    public const string PathValues = "RestCore.PathValues";

    private const string OperationKey = "RestCore.Operation";

    /// <summary>The operation that the request belongs to.</summary>
    public static RestOperation GetOperation(this HttpRequestMessage request) => request.GetOption<RestOperation>(OperationKey)!;

    /// <summary>Whether the operation is known already.</summary>
    public static bool HasOperation(this HttpRequestMessage request) => request.GetOption<RestOperation>(OperationKey) is not null;

    /// <summary>Sets the operation that the request belongs to.</summary>
    public static void SetOperation(this HttpRequestMessage request, RestOperation operation) => request.SetOption(OperationKey, operation);

    /// <summary>The limit for the first byte of the response, in place of the client's: the parameter with this name and <c>[Property]</c>.</summary>
    public static ResponseDeadline? GetDeadline(this HttpRequestMessage request) => request.GetOption<ResponseDeadline>("deadline");

    /// <summary>The path template of the interface method.</summary>
    public static string GetPathTemplate(this HttpRequestMessage request) =>
        request.GetOption<string>(HttpRequestMessageOptions.RelativePathTemplate) ?? string.Empty;

    /// <summary>The operation's name, from the name of the interface method: <c>AssetsSnapshotResponseAsync</c> is <c>assets_snapshot</c>.</summary>
    public static string GetOperationName(this HttpRequestMessage request, char separator)
    {
        var name = new StringBuilder(request.GetOption<string>(HttpRequestMessageOptions.MethodName)).Replace("Async", string.Empty).Replace("Response", string.Empty);
        for (var i = name.Length - 1; i > 0; i--)
        {
            if (char.IsUpper(name[i]))
                name.Insert(i, separator);
        }

        return name.ToString().ToLowerInvariant();
    }

    /// <summary>Sets an option of the request.</summary>
    public static void SetOption<T>(this HttpRequestMessage request, string key, T value) =>
#if NETFRAMEWORK
        request.Properties[key] = value;
#else
        request.Options.Set(new HttpRequestOptionsKey<T>(key), value);
#endif

    /// <summary>An option of the request; <see langword="null"/> when it is not set.</summary>
    public static T? GetOption<T>(this HttpRequestMessage request, string key)
        where T : class =>
#if NETFRAMEWORK
        request.Properties.TryGetValue(key, out var value) ? value as T : null;
#else
        request.Options.TryGetValue(new HttpRequestOptionsKey<T>(key), out var value) ? value : null;
#endif
}
