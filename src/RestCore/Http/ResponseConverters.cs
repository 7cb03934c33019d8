using System.Globalization;
using System.Reflection;
using Refit;

namespace RestCore.Http;

/// <summary>Reads the responses of an API as the types that its interface returns.</summary>
public sealed class ResponseConverters : IHttpContentSerializer
{
    private readonly Dictionary<Type, Delegate> _converters = [];

    /// <summary>Creates an empty set.</summary>
    public ResponseConverters() => Settings = new RefitSettings(this, new UrlValueFormatter())
    {
        CaptureMethodArguments = true, // The values in the path, before Refit escapes them.
        ExceptionFactory = static _ => default, // The handlers throw all exceptions, and Refit passes them on as they are.
        TransportExceptionFactory = static (_, exception, _) => exception,
        DeserializationExceptionFactory = static (_, exception) => new(exception),
    };

    internal RefitSettings Settings { get; }

    /// <summary>Adds how to read a response as <typeparamref name="T"/>.</summary>
    public ResponseConverters Add<T>(Func<ResponseContent, CancellationToken, Task<T>> read)
    {
        _converters.Add(typeof(T), read);
        return this;
    }

    async Task<T?> IHttpContentSerializer.FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken)
        where T : default =>
        await ((Func<ResponseContent, CancellationToken, Task<T>>)_converters[typeof(T)])((ResponseContent)content, cancellationToken).ConfigureAwait(false);

    HttpContent IHttpContentSerializer.ToHttpContent<T>(T item) => throw new NotSupportedException($"A {typeof(T).Name} is not a {nameof(JsonBody)}.");

    string? IHttpContentSerializer.GetFieldNameForProperty(PropertyInfo propertyInfo) => null;

    /// <summary>Writes <c>true</c>, where Refit writes <c>True</c>.</summary>
    private sealed class UrlValueFormatter : IUrlParameterFormatter
    {
        public string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type) => value switch
        {
            bool flag => flag ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString(),
        };
    }
}
