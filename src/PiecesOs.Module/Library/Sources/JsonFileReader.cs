using System.Text;
using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>
/// Reads the elements of one list in a JSON file, which can have comments and trailing commas. One element is in memory at a time. Of
/// everything else, only the structure is read. UTF-8 and UTF-16 are accepted.
/// </summary>
internal sealed class JsonFileReader : IDisposable
{
    /// <summary>The name of an element of an array in a path.</summary>
    public const string Element = "[]";

    private const int InitialSize = 64 * 1024;
    private const int MaxDepth = 1000;

    private static readonly JsonReaderOptions s_readerOptions = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaxDepth };
    private static readonly JsonDocumentOptions s_documentOptions = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaxDepth };

    private readonly string _file;
    private readonly Stream _stream;
    private readonly string[]? _list;
    private readonly Action<IReadOnlyList<string>, JsonTokenType>? _onValue;

    /// <summary>The names that lead to the current value. The last one is its own.</summary>
    private readonly List<string> _path = [];
    private readonly Stack<bool> _isArray = new();
    private JsonReaderState _state = new(s_readerOptions);
    private byte[] _buffer = new byte[InitialSize];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private string? _name;
    private int _number;

    private JsonFileReader(string file, string[]? list, Action<IReadOnlyList<string>, JsonTokenType>? onValue)
    {
        _file = file;
        _list = list;
        _onValue = onValue;
        _stream = SourceFile.OpenAsUtf8(file);
    }

    /// <summary>The elements of the array, or the members of the object, that the names lead to. The whole file is read.</summary>
    /// <exception cref="InputException">The file cannot be read, or it is not JSON.</exception>
    public static IEnumerable<JsonItem> ReadItems(string file, params string[] list)
    {
        using var reader = new JsonFileReader(file, list, onValue: null);
        while (reader.Next() is { } item)
            yield return item;
    }

    /// <summary>Reads the whole file and reports the path and the kind of each value.</summary>
    /// <exception cref="InputException">The file cannot be read, or it is not JSON.</exception>
    public static void ReadStructure(string file, Action<IReadOnlyList<string>, JsonTokenType> onValue)
    {
        using var reader = new JsonFileReader(file, list: null, onValue);
        reader.Next();
    }

    public void Dispose() => _stream.Dispose();

    private JsonItem? Next()
    {
        while (true)
        {
            try
            {
                if (TryRead(out var item))
                    return item;
            }
            catch (JsonException e)
            {
                throw LibraryErrors.InvalidJson(_file, (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1, e);
            }

            if (_isAtEnd)
                return null;
            Fill();
        }
    }

    /// <summary>Reads tokens up to the next item. Returns false if the buffer has no further whole token.</summary>
    private bool TryRead(out JsonItem? item)
    {
        item = null;
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isAtEnd, _state);
        var before = reader;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _name = NameIn(ref reader);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _isArray.Pop();
                    if (_path.Count > 0)
                        _path.RemoveAt(_path.Count - 1);
                    break;
                default:
                    var isItem = IsItem();
                    var start = (int)reader.TokenStartIndex;
                    if (isItem && !reader.TrySkip())
                    {
                        Keep(before);
                        return false;
                    }

                    if (isItem)
                    {
                        item = new JsonItem(_isArray.Peek() ? null : _name, Parse(_start + start, (int)reader.BytesConsumed - start), ++_number);
                        Keep(reader);
                        return true;
                    }

                    Enter(reader.TokenType);
                    break;
            }

            before = reader;
        }

        Keep(reader);
        return false;
    }

    private void Keep(Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    /// <summary>Whether the next value is an element of the list.</summary>
    private bool IsItem() => _list is not null && _isArray.Count == _list.Length + 1 && _path.SequenceEqual(_list, StringComparer.Ordinal);

    private void Enter(JsonTokenType token)
    {
        var isRoot = _isArray.Count == 0;
        var isContainer = token is JsonTokenType.StartObject or JsonTokenType.StartArray;
        if (!isRoot)
            _path.Add(_isArray.Peek() ? Element : _name ?? string.Empty);
        _onValue?.Invoke(_path, token);
        if (isContainer)
            _isArray.Push(token == JsonTokenType.StartArray);
        else if (!isRoot)
            _path.RemoveAt(_path.Count - 1);
    }

    private JsonElement Parse(int start, int length)
    {
        using var document = JsonDocument.Parse(_buffer.AsMemory(start, length), s_documentOptions);
        return document.RootElement.Clone();
    }

    private static string NameIn(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
        }
    }

    private void Fill()
    {
        var kept = _end - _start;
        if (kept == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        else if (_start > 0)
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, kept);
        _start = 0;
        _end = kept;
        var read = SourceFile.Read(_file, () => _stream.Read(_buffer, _end, _buffer.Length - _end));
        _end += read;
        _isAtEnd = read == 0;
    }
}
