using System.Globalization;

namespace HelpBuilder;

/// <summary>The syntax of a cmdlet, derived from its parameters: the line that its page must contain, and the parameter order in the help file.</summary>
public static class SyntaxText
{
    /// <summary>The parameters of a parameter set: first by position, then the mandatory ones, then the others.</summary>
    public static IReadOnlyList<HelpParameter> ParametersOf(HelpPage page, string set)
    {
        ArgumentNullException.ThrowIfNull(page);
        return [.. page.Parameters.Where(parameter => parameter.IsIn(set)).OrderBy(Rank)];
    }

    /// <summary>The syntax line of a parameter set.</summary>
    public static string Of(HelpPage page, string set) =>
        string.Join(' ', ParametersOf(page, set).Select(Of).Prepend(page.Name).Append("[<CommonParameters>]"));

    private static string Of(HelpParameter parameter)
    {
        var name = parameter.Position == "Named" ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        var call = parameter.IsSwitch ? name : $"{name} <{parameter.Type}>";
        return parameter.IsRequired ? call : $"[{call}]";
    }

    private static int Rank(HelpParameter parameter) => parameter switch
    {
        { Position: not "Named" } => int.Parse(parameter.Position, CultureInfo.InvariantCulture),
        { IsRequired: true } => 100,
        _ => 101,
    };
}
