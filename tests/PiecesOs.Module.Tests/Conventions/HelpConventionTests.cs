using System.Reflection;
using System.Xml.Linq;
using PiecesOs.Client;
using RestCore.Http;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>Every public type, cmdlet and parameter has a summary.</summary>
public sealed class HelpConventionTests
{
    private static readonly Dictionary<string, string> s_summaries = ModuleUnderTest.Shipped.SelectMany(Read)
        .DistinctBy(static member => member.Key) // Refit generates a type of the same name into each client.
        .ToDictionary(static member => member.Key, static member => member.Value, StringComparer.Ordinal);

    public static TheoryData<string> Types => [.. ModuleUnderTest.Assembly.GetExportedTypes().Select(static type => type.FullName!)];

    public static TheoryData<string> ClientTypes =>
        [.. typeof(PiecesClient).Assembly.GetExportedTypes().Concat(typeof(RestClient).Assembly.GetExportedTypes()).Select(static type => type.AssemblyQualifiedName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Module_types_and_their_properties_have_a_summary(string name) => ShouldBeDocumented(ModuleUnderTest.Assembly.GetType(name)!);

    [Theory]
    [MemberData(nameof(ClientTypes))]
    public void Client_types_and_their_properties_have_a_summary(string name) => ShouldBeDocumented(Type.GetType(name)!);

    [Fact]
    public void Each_parameter_has_its_own_summary()
    {
        foreach (var cmdlet in ModuleUnderTest.Cmdlets)
        {
            foreach (var parameter in cmdlet.Parameters())
            {
                var summary = s_summaries.GetValueOrDefault(Key(parameter)).ShouldNotBeNull($"{cmdlet.Name()} -{parameter.Name} has no summary of its own.");
                summary.Length.ShouldBeGreaterThan(9, $"The summary of {cmdlet.Name()} -{parameter.Name} is too short.");
                summary.ShouldEndWith(".", customMessage: $"The summary of {cmdlet.Name()} -{parameter.Name} is not a sentence.");
            }
        }
    }

    private static void ShouldBeDocumented(Type type)
    {
        s_summaries.GetValueOrDefault("T:" + type.FullName!.Replace('+', '.')).ShouldNotBeNullOrWhiteSpace($"{type} has no summary.");
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(static property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract");
        foreach (var property in properties)
        {
            // The properties of a positional record are documented as parameters of its type.
            if (!IsInherited(property) && !IsOfRecord(type))
                s_summaries.GetValueOrDefault(Key(property)).ShouldNotBeNullOrWhiteSpace($"{type}.{property.Name} has no summary.");
        }
    }

    private static bool IsInherited(PropertyInfo property) => property.GetMethod is { } getter && getter.GetBaseDefinition() != getter;

    private static bool IsOfRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static string Key(PropertyInfo property) => $"P:{property.DeclaringType!.FullName!.Replace('+', '.')}.{property.Name}";

    private static IEnumerable<KeyValuePair<string, string>> Read(Assembly assembly) =>
        XDocument.Load(ModuleUnderTest.DocumentationOf(assembly)).Descendants("member")
            .Select(static member => KeyValuePair.Create(member.Attribute("name")!.Value, member.Element("summary")?.Value.Trim() ?? string.Empty));
}
