using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RestCore.Json;

/// <summary>
/// Checks whether an object or array is well-formed JSON, 64 bytes at a time, and notes where the members of the outermost
/// object are. It knows nothing of errors: what it does not accept is for the parser to judge.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct JsonOutline
{
    private const int MaxDepth = 1000;

    private readonly ReadOnlySpan<byte> _json;
    private readonly Span<ulong> _objects; // A bit for each open bracket: whether it is an object's.
    private readonly List<Member> _members;
    private JsonStrings _strings;
    private ulong _wasScalar; // The lowest bit: whether the byte before the block belongs to a number or word.
    private int _depth;
    private bool _isObject;
    private Next _next;

    private JsonOutline(ReadOnlySpan<byte> json, Span<ulong> objects, List<Member> members)
    {
        _json = json;
        _objects = objects;
        _members = members;
    }

    private enum Next : byte
    {
        Value,
        ValueOrEnd,
        Name,
        NameOrEnd,
        Colon,
        CommaOrEnd,
        Nothing,
    }

    /// <summary>The positions of a member in the text of its object.</summary>
    /// <param name="Name">Where its name begins, behind the quotation mark.</param>
    /// <param name="Value">Where its value begins.</param>
    /// <param name="End">Behind its value, where the comma or the brace is.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Member(int Name, int Value, int End);

    /// <summary>Whether this is one well-formed object or array; if it is an object, <paramref name="members"/> get its members.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, List<Member> members)
    {
        members.Clear();
        Span<ulong> objects = stackalloc ulong[(MaxDepth / 64) + 1];
        return new JsonOutline(json, objects, members).TryRead();
    }

    /// <summary>Sees every byte of a list, so it is compiled well from the start.</summary>
#if NET
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
#endif
    private bool TryRead()
    {
        var at = 0;
        for (; at + JsonBlock.Size <= _json.Length; at += JsonBlock.Size)
        {
            if (!TryPass(_json.Slice(at), at, JsonBlock.Size))
                return false;
        }

        Span<byte> rest = stackalloc byte[JsonBlock.Size];
        rest.Fill((byte)' ');
        _json.Slice(at).CopyTo(rest);
        return TryPass(rest, at, _json.Length - at) && _next == Next.Nothing;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryPass(scoped ReadOnlySpan<byte> bytes, int start, int length)
    {
        var block = JsonBlock.Of(bytes);
        var gaps = JsonGaps.Of(bytes);
        var inString = _strings.Pass(block, length, out var escaped);
        if ((gaps.Controls & inString) != 0 || ((escaped & inString) != 0 && !AreEscapes(escaped & inString, start)))
            return false;

        var outside = ~inString;
        var spaces = gaps.Spaces | (gaps.Controls == 0 ? 0 : LineBreaksAndTabs(gaps.Controls & outside, bytes));
        var signs = (block.Opening | block.Closing | gaps.Separators) & outside;
        var scalars = outside & ~(signs | spaces | block.Quotes);
        var scalarStarts = scalars & ~((scalars << 1) | _wasScalar);
        _wasScalar = scalars >> 63;

        // An opening quotation mark is in its string, a closing one is not.
        for (var tokens = signs | scalarStarts | (block.Quotes & ~escaped & inString); tokens != 0; tokens &= tokens - 1)
        {
            if (!TryTake(start + BitCount.BelowLowest(tokens)))
                return false;
        }

        return true;
    }

#if NET
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
#endif
    private bool TryTake(int at)
    {
        switch (_json[at])
        {
            case (byte)'"':
                return TryTakeString(at);
            case (byte)':' when _next == Next.Colon:
                _next = Next.Value;
                return true;
            case (byte)',' when _next == Next.CommaOrEnd:
                _next = _isObject ? Next.Name : Next.Value;
                EndMember(at);
                return true;
            case (byte)'{' or (byte)'[':
                return TryOpen(at);
            case (byte)'}' when _isObject && _next is Next.CommaOrEnd or Next.NameOrEnd:
            case (byte)']' when !_isObject && _next is Next.CommaOrEnd or Next.ValueOrEnd:
                Close(at);
                return true;
            default:
                return TryTakeScalar(at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTakeString(int at)
    {
        if (_next is Next.Value or Next.ValueOrEnd && _depth > 0)
        {
            BeginValue(at);
            _next = Next.CommaOrEnd;
            return true;
        }

        if (_next is not (Next.Name or Next.NameOrEnd))
            return false;
        if (_depth == 1)
            _members.Add(new Member(at + 1, 0, 0));
        _next = Next.Colon;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTakeScalar(int at)
    {
        if (_next is not (Next.Value or Next.ValueOrEnd) || _depth == 0 || !JsonScalar.IsAt(_json, at))
            return false;
        BeginValue(at);
        _next = Next.CommaOrEnd;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryOpen(int at)
    {
        if (_next is not (Next.Value or Next.ValueOrEnd) || _depth == MaxDepth)
            return false;
        BeginValue(at);
        _isObject = _json[at] == (byte)'{';
        _next = _isObject ? Next.NameOrEnd : Next.ValueOrEnd;
        var bit = 1UL << (_depth & 63);
        _objects[_depth >> 6] = _isObject ? _objects[_depth >> 6] | bit : _objects[_depth >> 6] & ~bit;
        _depth++;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Close(int at)
    {
        EndMember(at);
        _depth--;
        _next = _depth == 0 ? Next.Nothing : Next.CommaOrEnd;
        _isObject = _depth > 0 && (_objects[(_depth - 1) >> 6] >> ((_depth - 1) & 63) & 1) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void BeginValue(int at)
    {
        if (_depth == 1 && _isObject)
            _members[_members.Count - 1] = new Member(_members[_members.Count - 1].Name, at, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void EndMember(int at)
    {
        if (_depth != 1 || !_isObject || _members.Count == 0)
            return;
        var member = _members[_members.Count - 1];
        _members[_members.Count - 1] = new Member(member.Name, member.Value, at);
    }

    /// <summary>Whether a backslash may stand before each of these characters.</summary>
    private readonly bool AreEscapes(ulong escaped, int start)
    {
        for (; escaped != 0; escaped &= escaped - 1)
        {
            var at = start + BitCount.BelowLowest(escaped);
            if (at >= _json.Length)
                return false;
            if (_json[at] is (byte)'u' ? !AreHexDigits(at + 1) : "\"\\/bfnrt"u8.IndexOf(_json[at]) < 0)
                return false;
        }

        return true;
    }

    private readonly bool AreHexDigits(int at)
    {
        if (at + 4 > _json.Length)
            return false;
        foreach (var digit in _json.Slice(at, 4))
        {
            if (digit is not ((>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') or (>= (byte)'A' and <= (byte)'F')))
                return false;
        }

        return true;
    }

    private static ulong LineBreaksAndTabs(ulong controls, ReadOnlySpan<byte> bytes)
    {
        var found = 0UL;
        for (; controls != 0; controls &= controls - 1)
        {
            var place = BitCount.BelowLowest(controls);
            if (bytes[place] is (byte)'\t' or (byte)'\r' or (byte)'\n')
                found |= 1UL << place;
        }

        return found;
    }
}
