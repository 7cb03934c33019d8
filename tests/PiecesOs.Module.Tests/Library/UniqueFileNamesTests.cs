using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

public sealed class UniqueFileNamesTests
{
    private readonly UniqueFileNames _names = new();

    [Fact]
    public void Repeated_names_are_numbered()
    {
        GetUnique("a").ShouldBe("a.ps1");
        GetUnique("a").ShouldBe("a (2).ps1");
        GetUnique("A").ShouldBe("A (3).ps1");
        GetUnique("b").ShouldBe("b.ps1");
    }

    [Fact]
    public void A_number_that_is_already_in_use_is_skipped()
    {
        GetUnique("a (2)").ShouldBe("a (2).ps1");
        GetUnique("a").ShouldBe("a.ps1");
        GetUnique("a").ShouldBe("a (3).ps1");
    }

    [Fact]
    public void Names_that_differ_only_after_the_length_limit_remain_unique()
    {
        var names = Enumerable.Range(0, 12).Select(number => GetUnique(new string('x', 300) + number)).ToArray();

        names.Distinct().Count().ShouldBe(12);
        names[11].ShouldEndWith("x (12).ps1");
        names.ShouldAllBe(static name => name.Length <= 120);
    }

    [Fact]
    public void Ten_thousand_equal_names_are_numbered_quickly() =>
        Enumerable.Range(0, 10000).Select(_ => GetUnique("same")).Distinct().Count().ShouldBe(10000);

    private string GetUnique(string name) => _names.GetUnique(SafeFileName.From(name, null, "ps1", isText: true));
}
