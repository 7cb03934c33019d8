using System.IO;
using System.Linq;
using System.Xml.Linq;
using HelpBuilder;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Help;

/// <summary>The help file that ships is made from the pages.</summary>
public sealed class MamlTests
{
    private static readonly string s_file = Path.Combine(HelpFiles.ShippedFolder, "PiecesOs.dll-Help.xml");

    [Fact]
    public void It_is_what_the_pages_make_byte_for_byte() =>
        (File.ReadAllText(s_file) == MamlWriter.Write(HelpFiles.Pages)).ShouldBeTrue("The pages were edited: run 'dotnet run --project build/Help'.");

    [Fact]
    public void It_has_no_mark_at_its_beginning_and_no_carriage_returns()
    {
        var bytes = File.ReadAllBytes(s_file);
        bytes[0].ShouldBe((byte)'<');
        bytes.ShouldNotContain((byte)'\r');
    }

    [Fact]
    public void It_has_no_marks_of_Markdown()
    {
        foreach (var para in XDocument.Load(s_file).Descendants().Where(static element => element.Name.LocalName == "para"))
        {
            para.Value.ShouldNotContain("`");
            para.Value.ShouldNotContain("](");
        }
    }
}
