using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using CloudflareSharing.Client;
using PiecesOs.Client;
using RestCore.Json;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>
/// Every output type has views for all Format cmdlets. Without a view, PowerShell would show each property unescaped, and a name
/// from the server could move the cursor.
/// </summary>
public sealed class ViewConventionTests
{
    private static readonly (string Type, string Control, XElement View)[] s_views = [.. Read()];

    /// <summary>All views except those of the sandbox, whose values do not come from a server.</summary>
    public static TheoryData<string> Emitted => [.. ModuleUnderTest.Cmdlets
        .SelectMany(static cmdlet => cmdlet.GetCustomAttributes<OutputTypeAttribute>()).SelectMany(static output => output.Type).Select(static type => type.Type).OfType<Type>()
        .Where(static type => type.Namespace is "PiecesOs.Module" or "PiecesOs.Client" or "CloudflareSharing.Client" && type != typeof(PiecesSandbox))
        .Select(static type => type.FullName!).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Emitted))]
    public void It_has_a_view_for_each_Format_cmdlet(string type)
    {
        string[] inherited = typeof(JsonResource).IsAssignableFrom(Find(type)) ? [.. ControlsOf(typeof(JsonResource).FullName!)] : [];
        new[] { "TableControl", "ListControl", "WideControl", "CustomControl" }.Except(ControlsOf(type), StringComparer.Ordinal).Except(inherited, StringComparer.Ordinal)
            .ShouldBeEmpty($"{type} has no such view in src/PiecesOs.Module/PiecesOs.Format.ps1xml. For a TableControl or ListControl, add a view. For a WideControl or CustomControl, add the type to the view Wide or Members.");
    }

    /// <summary>Numbers and times can be shown directly. Everything else must go through DisplayText or ViewText.</summary>
    [Fact]
    public void No_cell_shows_unescaped_text()
    {
        foreach (var (type, _, view) in s_views)
        {
            foreach (var property in view.Descendants("PropertyName"))
            {
                var shown = Find(type).GetProperty(property.Value).ShouldNotBeNull($"{type} has no property {property.Value}.").PropertyType;
                shown = Nullable.GetUnderlyingType(shown) ?? shown;
                (shown.IsPrimitive || shown.IsEnum || shown == typeof(DateTimeOffset) || shown == typeof(Uri)).ShouldBeTrue($"{type}.{property.Value} can contain control characters. Show it with a ScriptBlock that calls DisplayText.Safe or a method of ViewText.");
            }
        }
    }

    private static IEnumerable<string> ControlsOf(string type) => s_views.Where(view => view.Type == type).Select(static view => view.Control);

    private static Type Find(string type) => new[] { ModuleUnderTest.Assembly, typeof(Asset).Assembly, typeof(CloudflareShare).Assembly, typeof(JsonResource).Assembly }
        .Select(assembly => assembly.GetType(type)).OfType<Type>().Single();

    private static IEnumerable<(string Type, string Control, XElement View)> Read() =>
        from view in XDocument.Load(Path.Combine(ModuleUnderTest.Root, "src", "PiecesOs.Module", "PiecesOs.Format.ps1xml")).Descendants("View")
        from type in view.Descendants("TypeName")
        from control in view.Elements().Where(static element => element.Name.LocalName.EndsWith("Control", StringComparison.Ordinal))
        select (type.Value, control.Name.LocalName, view);
}
