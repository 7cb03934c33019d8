using System.Text;

namespace PiecesOs.Module;

/// <summary>
/// Gives each file of a form its own path, ignoring case. If two assets have the same name, the second one gets the beginning of a
/// digest of its ID, so that most names stay the same when the library changes.
/// </summary>
internal sealed class FormFileNames
{
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns a path that no other file of this run has.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name.</param>
    /// <param name="id">The ID of the asset.</param>
    public string Get(string folder, SafeFileName name, string? id)
    {
        var path = $"{folder}/{name}";
        if (_used.Add(path))
            return path;
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(id ?? string.Empty));
        var digest = FileDigest.Of(bytes, CancellationToken.None).Sha256.Substring(0, 8);
        path = $"{folder}/{name.With("." + digest)}";
        for (var number = 2; !_used.Add(path); number++)
            path = $"{folder}/{name.With(FormattableString.Invariant($".{digest}-{number}"))}";
        return path;
    }
}
