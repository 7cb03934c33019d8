using System.Management.Automation;
using System.Reflection;
using System.Runtime.Versioning;
using CloudflareSharing.Client;
using PiecesOs.Client;
using RestCore.Http;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>What is in the assemblies that ship, and what is not.</summary>
public sealed class AssemblyConventionTests
{
    private static readonly Assembly[] s_shipped =
        [ModuleUnderTest.Assembly, typeof(PiecesClient).Assembly, typeof(IResourceSharingApi).Assembly, typeof(RestClient).Assembly];

    public static TheoryData<string> Shipped => [.. s_shipped.Select(static assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void It_is_the_one_for_net8(string name) =>
        Assembly(name).GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.ShouldBe(".NETCoreApp,Version=v8.0");

    [Theory]
    [MemberData(nameof(Shipped))]
    public void It_needs_nothing_but_the_runtime_PowerShell_Refit_and_its_own_kind(string name)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] own = [.. s_shipped.Select(static assembly => assembly.GetName().Name!), "System.Management.Automation", "Refit"];

        Assembly(name).GetReferencedAssemblies().Select(static reference => reference.Name!)
            .Where(reference => !own.Contains(reference, StringComparer.Ordinal) && !File.Exists(Path.Combine(runtime, reference + ".dll")))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RestCore", "RestCore")]
    [InlineData("PiecesOs.Client", "PiecesOs.Client", "RestCore")]
    [InlineData("CloudflareSharing.Client", "CloudflareSharing.Client", "RestCore")]
    [InlineData("PiecesOs", "PiecesOs", "PiecesOs.Client", "RestCore", "CloudflareSharing.Client", "System.Management.Automation")]
    public void Arrows_run_one_way(string name, params string[] allowed) => Assembly(name).GetReferencedAssemblies()
        .Select(static reference => reference.Name!)
        .Where(reference => s_shipped.Any(assembly => assembly.GetName().Name == reference) || reference == "System.Management.Automation")
        .ShouldBeSubsetOf(allowed);

    [Fact]
    public void These_tests_use_the_staged_assemblies_on_PowerShell_itself()
    {
        typeof(PSCmdlet).Assembly.GetName().Version!.Major.ShouldBeGreaterThanOrEqualTo(7);
        ModuleUnderTest.Cmdlets.ShouldAllBe(static cmdlet => typeof(PSCmdlet).IsAssignableFrom(cmdlet));
        s_shipped.ShouldAllBe(static assembly => assembly.Location.StartsWith(StagedModule.Folder, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void It_has_no_public_fields(string name) => Assembly(name).GetExportedTypes()
        .Where(static type => !type.IsEnum)
        .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(static field => !field.IsLiteral)
        .Select(static field => $"{field.DeclaringType}.{field.Name}")
        .ShouldBeEmpty();

    [Fact]
    public void It_keeps_no_state_that_runspaces_would_share() => ModuleUnderTest.Assembly.GetTypes()
        .Where(static type => type.Namespace == "PiecesOs.Module")
        .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(static field => !field.IsLiteral && !field.IsInitOnly && !field.Name.StartsWith('<'))
        .Select(static field => $"{field.DeclaringType}.{field.Name}")
        .ShouldBeEmpty();

    private static Assembly Assembly(string name) => s_shipped.Single(assembly => assembly.GetName().Name == name);
}
