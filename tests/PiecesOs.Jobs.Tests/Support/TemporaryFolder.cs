using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pieces-jobs-").FullName;

    /// <summary>Writes the materials as files. Those whose names are fixed, such as <c>.gitignore</c>, get a folder each.</summary>
    public IReadOnlyDictionary<string, Material> Write(IEnumerable<Material> materials) => materials.ToDictionary(Write, StringComparer.Ordinal);

    public string Write(string name, string text)
    {
        var path = Combine(name);
        File.WriteAllText(path, text);
        return path;
    }

    public string Combine(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string Write(Material material)
    {
        var folder = material.HasFixedName ? Directory.CreateDirectory(Combine($"project {material.Number}")).FullName : Path;
        var path = System.IO.Path.Combine(folder, material.Name);
        File.WriteAllBytes(path, material.FileBytes);
        return path;
    }
}
