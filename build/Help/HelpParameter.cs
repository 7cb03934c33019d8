namespace HelpBuilder;

/// <summary>A parameter.</summary>
/// <param name="Name">Its name, without the dash.</param>
/// <param name="Text">What it takes.</param>
/// <param name="Facts">The lines of its YAML block, by their keys.</param>
public sealed record HelpParameter(string Name, IReadOnlyList<string> Text, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>The type's short name.</summary>
    public string Type => Facts["Type"];

    /// <summary>The values of an enumeration.</summary>
    public IReadOnlyList<string> AcceptedValues => List("Accepted values");

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired => Facts["Required"] == "True";

    /// <summary>The position, or <c>Named</c>.</summary>
    public string Position => Facts["Position"];

    /// <summary>Whether it is given without a value.</summary>
    public bool IsSwitch => Type == "SwitchParameter";

    /// <summary>Whether a parameter set has it.</summary>
    public bool IsIn(string set) => Facts["Parameter Sets"] == "(All)" || List("Parameter Sets").Contains(set, StringComparer.Ordinal);

    private IReadOnlyList<string> List(string key) =>
        Facts.GetValueOrDefault(key, string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
