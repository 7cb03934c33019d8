using System.Xml.Linq;
using HelpBuilder;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Help;

/// <summary>The shipped help file is generated from the pages.</summary>
public sealed class MamlTests
{
    private static readonly string s_file = Path.Combine(StagedModule.Folder, "en-US", "PiecesOs.dll-Help.xml");

    [Fact]
    public void It_matches_the_pages_byte_for_byte() =>
        (File.ReadAllText(s_file) == MamlWriter.Write(HelpFiles.Pages, HelpFiles.Project)).ShouldBeTrue("The pages were edited: run build.sh or build.ps1.");

    [Fact]
    public void It_has_no_byte_order_mark_and_no_carriage_returns()
    {
        var bytes = File.ReadAllBytes(s_file);
        bytes[0].ShouldBe((byte)'<');
        bytes.ShouldNotContain((byte)'\r');
    }

    /// <summary>Get-Help -Online opens the first address among the links.</summary>
    [Fact]
    public void The_first_link_of_each_cmdlet_is_its_page_in_the_repository()
    {
        var first = XDocument.Load(s_file).Descendants().Where(static element => element.Name.LocalName == "relatedLinks")
            .Select(static links => links.Elements().First().Elements().Single(static element => element.Name.LocalName == "uri").Value);

        first.ShouldBe(HelpFiles.Pages.Select(static page => $"{HelpFiles.Project.AbsoluteUri.TrimEnd('/')}/blob/main/docs/cmdlets/{page.File}"));
        HelpFiles.Project.Scheme.ShouldBe(Uri.UriSchemeHttps);
        HelpFiles.Pages.ShouldAllBe(static page => File.Exists(Path.Combine(HelpFiles.PagesFolder, page.File)));
    }

    /// <summary>A page copied from elsewhere does not lead to another project.</summary>
    [Fact]
    public void A_page_with_an_address_of_its_own_cannot_be_converted()
    {
        using var folder = new TemporaryFolder();
        var page = File.ReadAllText(Path.Combine(HelpFiles.PagesFolder, "Get-PiecesAsset.md"));
        folder.Write("Get-PiecesAsset.md", page.Replace("online version:", "online version: https://github.com/pieces-app", StringComparison.Ordinal));

        Should.Throw<FormatException>(() => HelpPages.Read(folder.Path)).Message.ShouldBe("Get-PiecesAsset.md: its online version must be empty, because the build writes the address of the page.");
    }

    [Fact]
    public void It_contains_no_Markdown()
    {
        foreach (var para in XDocument.Load(s_file).Descendants().Where(static element => element.Name.LocalName == "para"))
        {
            para.Value.ShouldNotContain("`");
            para.Value.ShouldNotContain("](");
        }
    }
}
