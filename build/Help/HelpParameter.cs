namespace HelpBuilder;

/// <summary>A parameter.</summary>
/// <param name="Name">The name, without the dash.</param>
/// <param name="Text">The description.</param>
/// <param name="Facts">The lines of its YAML block, by key.</param>
public sealed record HelpParameter(string Name, IReadOnlyList<string> Text, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>The short name of the type.</summary>
    public string Type => Facts["Type"];

    /// <summary>The values of an enumeration.</summary>
    public IReadOnlyList<string> AcceptedValues => List("Accepted values");

    /// <summary>Whether it is mandatory.</summary>
    public bool IsRequired => Facts["Required"] == "True";

    /// <summary>The position, or <c>Named</c>.</summary>
    public string Position => Facts["Position"];

    /// <summary>Whether it is a switch.</summary>
    public bool IsSwitch => Type == "SwitchParameter";

    /// <summary>Whether it belongs to a parameter set.</summary>
    public bool IsIn(string set) => Facts["Parameter Sets"] == "(All)" || List("Parameter Sets").Contains(set, StringComparer.Ordinal);

    private IReadOnlyList<string> List(string key) =>
        Facts.GetValueOrDefault(key, string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
