using System.Text;

namespace PiecesOs.Tests.Support;

/// <summary>A folder for one test, deleted on disposal.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("pieces-tests-").FullName;

    /// <summary>The full path of a file or folder in it.</summary>
    public string PathOf(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>Writes a file, as UTF-8 without a byte order mark by default, and returns its path.</summary>
    public string Write(string name, string text, Encoding? encoding = null)
    {
        File.WriteAllText(PathOf(name), text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return PathOf(name);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
