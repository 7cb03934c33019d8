using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Packs a folder so that the same files give the same bytes: sorted by name, one date. MSBuild's own ZipDirectory does neither.</summary>
public sealed class ZipFolder : Task
{
    [Required]
    public string Folder { get; set; }

    [Required]
    public string ZipFile { get; set; }

    public override bool Execute()
    {
        var root = Path.GetFullPath(Folder).TrimEnd('/', '\\') + Path.DirectorySeparatorChar;
        var names = Directory.GetFiles(root, "*", SearchOption.AllDirectories)
            .Select(file => file.Substring(root.Length).Replace('\\', '/'))
            .OrderBy(name => name, StringComparer.Ordinal);

        using (var zip = new ZipArchive(File.Create(ZipFile), ZipArchiveMode.Create))
        {
            foreach (var name in names)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using (var target = entry.Open())
                using (var source = File.OpenRead(root + name))
                    source.CopyTo(target);
            }
        }

        return true;
    }
}
