using System.IO.Compression;
using Microsoft.Data.Sqlite;

namespace PiecesOs.Server.Tests.Support;

/// <summary>Data files without a server.</summary>
internal static class DataFiles
{
    /// <summary>Writes a data file that is a resource of the tests.</summary>
    public static async Task UnpackAsync(string resource, string path)
    {
        await using var packed = typeof(DataFiles).Assembly.GetManifestResourceStream(resource)!;
        await using var file = File.Create(path);
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        await unpacked.CopyToAsync(file);
    }

    /// <summary>Runs a statement on a file that no server uses, and returns its first value.</summary>
    public static async Task<object?> ExecuteAsync(string path, string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
