using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

public sealed class UniqueFileNamesTests
{
    private readonly UniqueFileNames _names = new();

    [Fact]
    public void The_second_and_third_of_a_name_are_numbered()
    {
        Take("a").ShouldBe("a.ps1");
        Take("a").ShouldBe("a (2).ps1");
        Take("A").ShouldBe("A (3).ps1");
        Take("b").ShouldBe("b.ps1");
    }

    [Fact]
    public void A_number_that_is_a_name_already_is_passed_over()
    {
        Take("a (2)").ShouldBe("a (2).ps1");
        Take("a").ShouldBe("a.ps1");
        Take("a").ShouldBe("a (3).ps1");
    }

    [Fact]
    public void Names_that_only_differ_where_they_are_cut_off_are_kept_apart()
    {
        var names = Enumerable.Range(0, 12).Select(number => Take(new string('x', 300) + number)).ToArray();

        names.Distinct().Count().ShouldBe(12);
        names[11].ShouldEndWith("x (12).ps1");
        names.ShouldAllBe(static name => name.Length <= 120);
    }

    [Fact]
    public void Ten_thousand_of_one_name_take_no_time() =>
        Enumerable.Range(0, 10000).Select(_ => Take("same")).Distinct().Count().ShouldBe(10000);

    private string Take(string name) => _names.Take(SafeFileName.From(name, null, "ps1", isText: true));
}
