using System.Text;

namespace PiecesOs.Benchmarks.Inputs;

/// <summary>A file of random bytes, and the request that saves it.</summary>
internal sealed record BinaryFile(string Path, string SeedPath, int Size)
{
    // Any application works here. A client sends the one that connect returned.
    private const string Application =
        """{"id":"7b0e4f8a-51f3-4a7e-9a26-0d5c7f0b6a11","name":"OPEN_SOURCE","version":"1.0.0","platform":"LINUX","onboarded":false,"privacy":"OPEN","mechanism":"MANUAL"}""";

    private const int Block = 64 * 1024;

    /// <summary>Writes both files, with the same bytes each time.</summary>
    public static BinaryFile Write(string folder, int size)
    {
        var path = System.IO.Path.Combine(folder, FormattableString.Invariant($"{size}.bin"));
        var file = new BinaryFile(path, path + ".json", size);
        WriteContent(path, size);
        file.WriteSeed();
        return file;
    }

    private static void WriteContent(string path, int size)
    {
        using var file = File.Create(path);
        var state = 0x9E3779B97F4A7C15UL;
        var block = new byte[Block];
        for (var left = size; left > 0; left -= Block)
        {
            for (var i = 0; i < Block; i++)
            {
                // xorshift64
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                block[i] = (byte)state;
            }

            file.Write(block.AsSpan(0, Math.Min(left, Block)));
        }
    }

    private void WriteSeed()
    {
        using var source = File.OpenRead(Path);
        using var seed = new StreamWriter(SeedPath, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Block);
        var name = System.IO.Path.GetFileName(Path);
        seed.Write($$$"""{"type":"SEEDED_ASSET","asset":{"application":{{{Application}}},"metadata":{"mechanism":"MANUAL","name":"{{{name}}}"},"format":{"file":{"metadata":{"name":"{{{name}}}","ext":"bin"},"bytes":{"raw":[""");
        var block = new byte[Block];
        var separator = "";
        int read;
        while ((read = source.Read(block)) > 0)
        {
            foreach (var value in block.AsSpan(0, read))
            {
                seed.Write(separator);
                seed.Write((int)value);
                separator = ",";
            }
        }

        seed.Write("]}}}}}");
    }
}
