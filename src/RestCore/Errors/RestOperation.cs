namespace RestCore;

/// <summary>The operation that a request or a response belongs to, for errors and traces.</summary>
/// <param name="Name">The operation's name in its API document, such as <c>assets_snapshot</c>.</param>
/// <param name="Address">The address of the request, where it is known.</param>
/// <param name="IsChange">Whether the request changes something on the server, so that its outcome matters when the response is lost.</param>
/// <param name="NamesResource">Whether the request names a resource. If not, 404 can only mean that the server does not support the path.</param>
public sealed record RestOperation(string Name, Uri? Address = null, bool IsChange = false, bool NamesResource = true)
{
    /// <summary>An operation of which only the name is known.</summary>
    public static implicit operator RestOperation(string name) => new(name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
