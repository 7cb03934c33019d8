using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>Writes pages as MAML, the format that Get-Help reads. The output is the same on every system.</summary>
public static partial class MamlWriter
{
    private static readonly XNamespace s_items = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The whole file as text.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="project">The address of the repository, <c>ProjectUri</c> in the manifest.</param>
    public static string Write(IEnumerable<HelpPage> pages, Uri project)
    {
        var document = new XDocument(
            new XComment(" Made from docs/cmdlets by build/Help; edit the pages. "),
            new XElement(s_items + "helpItems", new XAttribute("schema", "maml"), pages.Select(page => Command(page, OnlineAddress(project, page.Name)))));

        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, settings))
            document.Save(writer);
        return settings.Encoding.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>The address of a page in the repository, which Get-Help -Online opens.</summary>
    public static Uri OnlineAddress(Uri project, string cmdlet)
    {
        ArgumentNullException.ThrowIfNull(project);
        return new Uri($"{project.AbsoluteUri.TrimEnd('/')}/blob/main/docs/cmdlets/{cmdlet}.md");
    }

    private static XElement Command(HelpPage page, Uri online)
    {
        var name = page.Name.Split('-');
        return new XElement(
            s_command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", s_maml),
            new XAttribute(XNamespace.Xmlns + "command", s_command),
            new XAttribute(XNamespace.Xmlns + "dev", s_dev),
            new XElement(
                s_command + "details",
                new XElement(s_command + "name", page.Name),
                new XElement(s_command + "verb", name[0]),
                new XElement(s_command + "noun", name[1]),
                Text("description", [page.Synopsis])),
            Text("description", page.Description),
            new XElement(s_command + "syntax", page.Syntax.Select(syntax => SyntaxItem(page, syntax))),
            new XElement(s_command + "parameters", page.Parameters.DistinctBy(static parameter => parameter.Name, StringComparer.Ordinal).Select(static parameter => Parameter(parameter, parameter.Text))),
            new XElement(s_command + "inputTypes", page.Inputs.Select(static type => Type("inputType", type))),
            new XElement(s_command + "returnValues", page.Outputs.Select(static type => Type("returnValue", type))),
            new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", Paragraphs(page.Notes))),
            new XElement(s_command + "examples", page.Examples.Select(Example)),
            new XElement(s_command + "relatedLinks", page.Links.Select(static link => Navigation(Plain(link), AddressOf(link))).Prepend(Navigation("Online version:", online.AbsoluteUri))));
    }

    /// <summary>Get-Help -Online opens the first link with an address.</summary>
    private static XElement Navigation(string text, string address) => new(
        s_maml + "navigationLink",
        new XElement(s_maml + "linkText", text),
        new XElement(s_maml + "uri", address));

    private static XElement SyntaxItem(HelpPage page, HelpSyntax syntax) => new(
        s_command + "syntaxItem",
        new XElement(s_maml + "name", page.Name),
        SyntaxText.ParametersOf(page, syntax.Set).Select(static parameter => Parameter(parameter, text: [])));

    private static XElement Parameter(HelpParameter parameter, IReadOnlyList<string> text) => new(
        s_command + "parameter",
        new XAttribute("required", Lower(parameter.IsRequired)),
        new XAttribute("variableLength", Lower(parameter.Type.EndsWith("[]", StringComparison.Ordinal))),
        new XAttribute("globbing", Lower(parameter.Facts["Accept wildcard characters"] == "True")),
        new XAttribute("pipelineInput", parameter.Facts["Accept pipeline input"]),
        new XAttribute("position", parameter.Position == "Named" ? "named" : parameter.Position),
        new XAttribute("aliases", parameter.Facts["Aliases"] is { Length: > 0 } aliases ? aliases : "none"),
        new XElement(s_maml + "name", parameter.Name),
        text.Count == 0 ? null : Text("description", text),
        parameter.AcceptedValues.Count == 0
            ? null
            : new XElement(s_command + "parameterValueGroup", parameter.AcceptedValues.Select(static value => Value(value))),
        parameter.IsSwitch ? null : Value(parameter.Type),
        new XElement(s_dev + "type", new XElement(s_maml + "name", parameter.Type), new XElement(s_maml + "uri")),
        new XElement(s_dev + "defaultValue", parameter.Facts["Default value"]));

    private static XElement Value(string value) => new(
        s_command + "parameterValue", new XAttribute("required", "true"), new XAttribute("variableLength", "false"), value);

    private static XElement Type(string element, HelpType type) => new(
        s_command + element,
        new XElement(s_dev + "type", new XElement(s_maml + "name", type.Name), new XElement(s_maml + "uri")),
        Text("description", type.Text));

    /// <summary>Get-Help does not separate examples, so dashes and an empty paragraph are added.</summary>
    private static XElement Example(HelpExample example) => new(
        s_command + "example",
        new XElement(s_maml + "title", $"-------- {Plain(example.Title)} --------"),
        new XElement(s_dev + "code", example.Output is null ? example.Code : $"{example.Code}\n\n{example.Output}"),
        new XElement(s_dev + "remarks", Paragraphs([.. example.Remarks, string.Empty])));

    private static XElement Text(string element, IEnumerable<string> paragraphs) => new(s_maml + element, Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) =>
        paragraphs.Select(static paragraph => new XElement(s_maml + "para", Plain(paragraph)));

    /// <summary>Text without the Markdown syntax of links and code, which Get-Help would show unchanged.</summary>
    private static string Plain(string markdown) => Link().Replace(markdown, "${text}").Replace("`", string.Empty, StringComparison.Ordinal);

    private static string AddressOf(string link) => OnlineAddress().Match(link).Groups["address"].Value;

    private static string Lower(bool value) => value ? "true" : "false";

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\((?<address>https://[^)]*)\)", RegexOptions.None, 1000)]
    private static partial Regex OnlineAddress();
}
