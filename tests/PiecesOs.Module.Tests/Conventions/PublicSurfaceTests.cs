using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>PublicSurface.txt lists what scripts can use, so that a change of it shows in review.</summary>
public sealed class PublicSurfaceTests
{
    private const string Listing = "tests/PiecesOs.Module.Tests/Conventions/PublicSurface.txt";

    private const string Generated = "out/PublicSurface.txt";

    [Fact]
    public void The_listing_is_up_to_date()
    {
        using var session = new PowerShellSession();
        var actual = PublicSurface.List(session.Run("Get-Command -Module PiecesOs").OutputAs<CmdletInfo>(), ModuleUnderTest.Shipped);
        var listed = File.ReadAllLines(Path.Combine(ModuleUnderTest.Root, Listing));
        if (listed.SequenceEqual(actual, StringComparer.Ordinal))
            return;

        File.WriteAllText(Path.Combine(ModuleUnderTest.Root, Generated), string.Join('\n', actual) + '\n');
        Assert.Fail($"""
            What scripts can use differs from {Listing}:
              {string.Join("\n  ", PublicSurface.Compare(listed, actual))}
            Removing or changing a line can break scripts, so it requires an entry in CHANGELOG.md. If you intend the change, run this command in the folder of the solution and commit the file:
              cp {Generated} {Listing}
            """);
    }

    /// <summary>Windows PowerShell loads these assemblies. Their types load here too, because .NET has the types of .NET Framework that they use.</summary>
    [Fact]
    public void The_assemblies_for_Windows_PowerShell_have_the_same_surface()
    {
        var folder = Path.Combine(StagedModule.Folder, "net472");
        var context = new AssemblyLoadContext("net472");
        context.Resolving += (_, name) =>
            Path.Combine(folder, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        Assembly[] assemblies = [.. ModuleUnderTest.Shipped.Select(assembly => context.LoadFromAssemblyPath(Path.Combine(folder, assembly.GetName().Name + ".dll")))];

        CmdletInfo[] cmdlets =
        [
            .. assemblies[0].GetExportedTypes().Where(static type => type.IsDefined(typeof(CmdletAttribute), inherit: false))
                .Select(static type => new CmdletInfo(type.Name(), type)),
        ];

        PublicSurface.Compare(File.ReadAllLines(Path.Combine(ModuleUnderTest.Root, Listing)), PublicSurface.List(cmdlets, assemblies)).ShouldBeEmpty(
            "First make The_listing_is_up_to_date and the tests of the manifest pass. If only this test fails, the build for Windows PowerShell differs.");
    }

    [Fact]
    public void A_difference_names_the_cmdlet_or_type_and_the_member() => PublicSurface.Compare(
        ["Get-A", "  -Id: string", "  -Name: string", "Some.Type", "  Id: string"],
        ["Get-A", "  -Id: string", "  -Name: int", "Get-B", "  -Id: string"]).ShouldBe(
        [
            "removed: Get-A -Name: string", "removed: Some.Type", "removed: Some.Type Id: string",
            "added:   Get-A -Name: int", "added:   Get-B", "added:   Get-B -Id: string",
        ]);
}
