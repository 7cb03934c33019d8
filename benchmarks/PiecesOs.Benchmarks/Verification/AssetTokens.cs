using System.Buffers;
using System.Text.Json;
using PiecesOs.Benchmarks.Floors;

namespace PiecesOs.Benchmarks.Verification;

/// <summary>
/// Finds the ID, the name and the original content of each asset in the tokens of a list or of one asset. Shares no code with
/// the module, because it verifies the contestants.
/// </summary>
internal sealed class AssetTokens(AssetDigest digest, bool isList)
{
    private const int MaxDepth = 64;
    private static readonly string[] s_known = ["iterable", "id", "name", "original", "reference", "fragment", "file", "string", "bytes", "raw"];

    private readonly int _memberDepth = isList ? 3 : 1;
    private readonly string[] _path = Enumerable.Repeat("", MaxDepth).ToArray();
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private string? _id;
    private string? _name;
    private object? _content;

    /// <summary>The ID of the first asset, if there is one.</summary>
    public string? FirstId { get; private set; }

    public void Add(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _path[reader.CurrentDepth] = Known(ref reader);
                break;
            case JsonTokenType.String:
                AddText(ref reader);
                break;
            case JsonTokenType.Number when IsContent("bytes", reader.CurrentDepth - 1):
                _bytes.GetSpan(1)[0] = reader.GetByte();
                _bytes.Advance(1);
                break;
            case JsonTokenType.EndArray when IsContent("bytes", reader.CurrentDepth):
                _content = _bytes.WrittenSpan.ToArray();
                _bytes.ResetWrittenCount();
                break;
            case JsonTokenType.EndObject when reader.CurrentDepth == _memberDepth - 1 && IsListed:
                digest.Add(_id, _name, _content);
                FirstId ??= _id;
                (_id, _name, _content) = (null, null, null);
                break;
        }
    }

    private bool IsListed => !isList || _path[1] == "iterable";

    private void AddText(ref Utf8JsonReader reader)
    {
        if (reader.CurrentDepth == _memberDepth && IsListed && _path[_memberDepth] == "id")
            _id = reader.GetString();
        else if (reader.CurrentDepth == _memberDepth && IsListed && _path[_memberDepth] == "name")
            _name = reader.GetString();
        else if (IsContent("string", reader.CurrentDepth))
            _content = reader.GetString();
    }

    /// <summary>original.reference.fragment or .file, .string or .bytes, .raw</summary>
    private bool IsContent(string form, int depth) =>
        depth == _memberDepth + 4
        && _path[depth] == "raw"
        && _path[depth - 1] == form
        && _path[depth - 2] is "fragment" or "file"
        && _path[depth - 3] == "reference"
        && _path[depth - 4] == "original";

    private static string Known(ref Utf8JsonReader reader)
    {
        foreach (var name in s_known)
        {
            if (reader.ValueTextEquals(name))
                return name;
        }

        return "";
    }
}
