using FsCheck;
using FsCheck.Fluent;

namespace RestCore.Tests.Support;

/// <summary>Generates JSON text, written in all the ways a server may write it.</summary>
internal static class JsonTexts
{
    private static readonly Gen<string> s_space = Gen.Elements("", "", "", " ", "\n", "\t \r\n");

    private static readonly Gen<string> s_piece = Gen.Elements(
        "a", "id", "iterable", " ", "é", "€", "😀", "\\\"", "\\\\", "\\/", "\\b\\f\\n\\r\\t", "\\u0041", "\\ud83d\\ude00", "\\ud800", "[", "]", "{", "}", ",", ":");

    private static readonly Gen<string> s_string =
        from pieces in s_piece.ListOf()
        select $"\"{string.Concat(pieces)}\"";

    private static readonly Gen<string> s_scalar = Gen.OneOf(
        s_string,
        Gen.Elements("true", "false", "null", "0", "-0", "1.50", "-12e+3", "9223372036854775808", "0.1234567890123456789012345678901234567890"));

    /// <summary>Any value.</summary>
    public static Gen<string> Value { get; } = Gen.Sized(size => OfDepth(System.Math.Min(4, size / 8)));

    /// <summary>Values for a list.</summary>
    public static Gen<string[]> Values { get; } = Value.ArrayOf();

    /// <summary>Sizes of pieces in which bytes arrive.</summary>
    public static Gen<int[]> PieceSizes { get; } = Gen.Choose(1, 40).NonEmptyListOf().Select(sizes => sizes.ToArray());

    /// <summary>Members of an object, with names that may repeat.</summary>
    public static Gen<(string Name, string Value)[]> Members { get; } =
        (from name in Gen.Elements("id", "name", "n\\u0061me", "a\\\"b", "é", "", "created", "\\ud800")
         from value in Value
         select (name, value)).ArrayOf();

    /// <summary>A bare array of the elements, with white space strewn in.</summary>
    public static Gen<string> ListOf(string[] elements) =>
        from spaces in s_space.ArrayOf(elements.Length * 2)
        from inner in s_space
        select "[" + inner + string.Join(',', elements.Select((element, i) => spaces[2 * i] + element + spaces[(2 * i) + 1])) + "]";

    /// <summary>The list as a member of an object that has other members.</summary>
    public static Gen<string> Around(string list) =>
        from before in Value.ArrayOf()
        from after in Value.ArrayOf()
        from space in s_space
        select "{" + space
            + string.Concat(before.Select((value, i) => $"\"before{i}\"{space}:{value},{space}"))
            + $"\"iterable\":{space}{list}"
            + string.Concat(after.Select((value, i) => $"{space},\"after{i}\":{space}{value}")) + "}" + space;

    private static Gen<string> OfDepth(int depth)
    {
        if (depth == 0)
            return s_scalar;
        var inner = OfDepth(depth - 1);
        return Gen.OneOf(
            s_scalar,
            inner.ArrayOf().SelectMany(ListOf),
            from members in s_string.Zip(inner).ArrayOf()
            from space in s_space
            select "{" + string.Join(',', members.Select(member => $"{space}{member.Item1}:{space}{member.Item2}")) + space + "}");
    }
}
