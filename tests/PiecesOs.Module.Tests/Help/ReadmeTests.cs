using PiecesOs.Module.Tests.Conventions;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Help;

/// <summary>README lists the cmdlets.</summary>
public sealed class ReadmeTests
{
    private static readonly IReadOnlySet<string> s_named = HelpFiles.CmdletsIn(File.ReadAllText(Path.Combine(ModuleUnderTest.Root, "README.md")));

    private static readonly string[] s_cmdlets = [.. ModuleUnderTest.Cmdlets.Select(static cmdlet => cmdlet.Name())];

    [Fact]
    public void It_names_every_cmdlet() => s_cmdlets.Except(s_named, StringComparer.Ordinal).ShouldBeEmpty("Add this cmdlet to the list of cmdlets in README.md.");

    [Fact]
    public void It_names_only_existing_cmdlets() => s_named.Except(s_cmdlets, StringComparer.Ordinal).ShouldBeEmpty("README.md names cmdlets that do not exist.");
}
