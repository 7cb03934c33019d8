using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using System.Runtime.Versioning;
using PiecesOs.Client;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>What the shipped assemblies contain and reference.</summary>
public sealed class AssemblyConventionTests
{
    public static TheoryData<string> Shipped => [.. ModuleUnderTest.Shipped.Select(static assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void It_targets_net8(string name) =>
        Assembly(name).GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.ShouldBe(".NETCoreApp,Version=v8.0");

    [Theory]
    [MemberData(nameof(Shipped))]
    public void It_references_only_the_runtime_PowerShell_and_what_ships_with_it(string name)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Assembly(name).GetReferencedAssemblies().Select(static reference => reference.Name!)
            .Where(static reference => reference != "System.Management.Automation")
            .Where(reference => !File.Exists(Path.Combine(StagedModule.AssemblyFolder, reference + ".dll")) && !File.Exists(Path.Combine(runtime, reference + ".dll")))
            .ShouldBeEmpty($"{name} references this assembly, which does not ship with the module.");
    }

    [Theory]
    [InlineData("RestCore", "RestCore")]
    [InlineData("PiecesOs.Client", "PiecesOs.Client", "RestCore")]
    [InlineData("CloudflareSharing.Client", "CloudflareSharing.Client", "RestCore")]
    [InlineData("PiecesOs", "PiecesOs", "PiecesOs.Client", "RestCore", "CloudflareSharing.Client", "System.Management.Automation")]
    public void Dependencies_have_one_direction(string name, params string[] allowed) => Assembly(name).GetReferencedAssemblies()
        .Select(static reference => reference.Name!)
        .Where(reference => ModuleUnderTest.Shipped.Any(assembly => assembly.GetName().Name == reference) || reference == "System.Management.Automation")
        .ShouldBeSubsetOf(allowed);

    [Fact]
    public void The_tests_run_the_staged_assemblies_in_PowerShell()
    {
        typeof(PSCmdlet).Assembly.GetName().Version!.Major.ShouldBeGreaterThanOrEqualTo(7);
        ModuleUnderTest.Cmdlets.ShouldAllBe(static cmdlet => typeof(PSCmdlet).IsAssignableFrom(cmdlet));
        ModuleUnderTest.Shipped.ShouldAllBe(static assembly => assembly.Location.StartsWith(StagedModule.Folder, StringComparison.Ordinal));
    }

    [Fact]
    public void The_module_that_is_imported_has_the_types_of_these_tests()
    {
        using var session = new PowerShellSession();
        session.Run("(Get-Command Get-PiecesAsset).ImplementingType").Output.ShouldBe([typeof(GetPiecesAssetCommand)]);
        session.Run("[PiecesOs.Client.Asset]").Output.ShouldBe([typeof(Asset)]);
    }

    [Fact]
    public void All_assemblies_of_the_module_share_a_load_context_that_is_not_that_of_PowerShell()
    {
        var context = AssemblyLoadContext.GetLoadContext(ModuleUnderTest.Assembly)!;

        context.ShouldNotBe(AssemblyLoadContext.Default);
        context.Assemblies.Select(static assembly => assembly.Location)
            .ShouldBe(StagedModule.AssemblyFiles, ignoreOrder: true);
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
    public void It_has_no_state_shared_between_runspaces() => ModuleUnderTest.Assembly.GetTypes()
        .Where(static type => type.Namespace == "PiecesOs.Module")
        .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(static field => !field.IsLiteral && !field.IsInitOnly && !field.Name.StartsWith('<'))
        .Select(static field => $"{field.DeclaringType}.{field.Name}")
        .ShouldBeEmpty();

    private static Assembly Assembly(string name) => ModuleUnderTest.Shipped.Single(assembly => assembly.GetName().Name == name);
}
