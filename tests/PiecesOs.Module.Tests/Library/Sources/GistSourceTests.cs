using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Sources;

public sealed class GistSourceTests(ImportSandbox sandbox) : SourceTest(sandbox)
{
    [Theory]
    [InlineData("https://gist.github.com/0123456789abcdef0123456789abcdef.git")]
    [InlineData("https://gist.github.com/ada/0123456789abcdef0123456789abcdef")]
    [InlineData("git@gist.github.com:0123456789abcdef0123456789abcdef.git")]
    [InlineData("https://token@gist.github.com/0123456789abcdef0123456789abcdef.git")]
    public async Task Files_of_a_clone_have_the_address_of_the_gist(string remote)
    {
        Clone("gists/0123456789abcdef0123456789abcdef", remote);
        Write("gists/0123456789abcdef0123456789abcdef/one.ps1", "Get-Date\n");
        Write("gists/0123456789abcdef0123456789abcdef/two.md", "# Two\n");
        Write("gists/other/three.txt", "not a gist\n");

        ImportTwice("gists").Select(static one => one.SourceId).ShouldBe(
            ["0123456789abcdef0123456789abcdef/one.ps1", "0123456789abcdef0123456789abcdef/two.md", "other/three.txt"]);

        const string Address = "https://gist.github.com/0123456789abcdef0123456789abcdef";
        (await StoredAsync()).Select(static one => (one.Name, one.Language, one.Websites)).ShouldBe(
            [("one.ps1", "ps1", $"{Address} {Address}"), ("three.txt", "txt", ""), ("two.md", "md", $"{Address} {Address}")]);
    }

    [Fact]
    public async Task A_single_clone_can_be_imported()
    {
        Clone("clone", "https://gist.github.com/abc123.git");
        Write("clone/one.txt", "one\n");

        ImportAll("clone");

        (await StoredAsync()).Single().Websites.ShouldStartWith("https://gist.github.com/abc123 ");
    }

    [Theory]
    [InlineData("https://github.com/ada/gist.github.com.git")]
    [InlineData("https://notgist.github.com/abc123.git")]
    [InlineData("https://gist.github.com.example.org/abc123.git")]
    [InlineData("https://gist.github.com/a b\u001b.git")]
    public async Task Other_repositories_are_folders_of_files(string remote)
    {
        Clone("repositories/x", remote);
        Write("repositories/x/one.txt", "one\n");

        ImportAll("repositories").Single().SourceId.ShouldBe("x/one.txt");

        (await StoredAsync()).Single().Websites.ShouldBeEmpty();
    }

    private void Clone(string folder, string remote) =>
        Write(folder + "/.git/config", $"[core]\n\tbare = false\n[remote \"origin\"]\n\turl = {remote}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n");
}
