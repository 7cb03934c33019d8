using System.Text.Json;
using PiecesOs.Benchmarks.Processes;
using Shouldly;
using Xunit;

namespace PiecesOs.Benchmarks.Tests;

public sealed class ContestantTests
{
    [Fact]
    public void The_last_line_of_JSON_is_the_result()
    {
        var result = Measurement.Read("a warning\n{\"peak\":1}\n{\"peak\":2,\"times\":[3,1,2],\"digest\":\"AB\"}\n");

        result.Integer("peak").ShouldBe(2);
        result.Number("times").ShouldBe(2);
        result.Text("digest").ShouldBe("AB");
        Should.Throw<ContestantFailedException>(() => result.Number("count")).Message.ShouldContain("count");
        Should.Throw<ContestantFailedException>(() => Measurement.Read("nothing"));
    }

    [Fact]
    public async Task Contestants_run_in_turns_and_a_failed_one_is_skipped_in_later_rounds()
    {
        var order = "";
        var rounds = await Rounds.RunAsync(3, [Works("A"), Fails("B"), Works("C")], static _ => { });

        order.ShouldBe("ABCACAC");
        rounds.Values("A", "turn").ShouldBe([1, 4, 6]);
        rounds.Finished("B").ShouldBeFalse();
        Should.Throw<ContestantFailedException>(() => rounds.Of("B")).Message.ShouldBe("B ran out of memory");

        Contestant Works(string name) => new(name, () =>
        {
            order += name;
            return Task.FromResult(new Measurement(JsonSerializer.SerializeToElement(new { turn = order.Length })));
        });
        Contestant Fails(string name) => new(name, () =>
        {
            order += name;
            throw new ContestantFailedException("ran out of memory");
        });
    }

    [Fact]
    public async Task Work_before_and_after_a_run_is_part_of_the_run()
    {
        var order = "";
        var contestant = new Contestant("A", () =>
        {
            order += "run ";
            return Task.FromResult(new Measurement(JsonSerializer.SerializeToElement(new { peak = 7 })));
        });

        await contestant.With(() => Task.FromResult(order += "before "), result => order += $"after {result.Integer("peak")}").RunAsync();

        order.ShouldBe("before run after 7");
    }

    [Theory]
    [InlineData("\u001b[31;1mSave-PiecesAsset : The answer is too large.\u001b[0m\nRead less.\nAt /home/me/save.ps1:9 char:1\n+ ~~~\n", "Save-PiecesAsset : The answer is too large. Read less.")]
    [InlineData("<--- Last few GCs --->\nFATAL ERROR: heap out of memory\n 1: 0xb7 node::Abort()\n", "FATAL ERROR: heap out of memory")]
    [InlineData("Error: Cannot create a string longer than 0x1fffffe8 characters\n    at file.js:1\n", "Error: Cannot create a string longer than 0x1fffffe8 characters")]
    [InlineData("", "it did not say why")]
    public void An_error_is_one_line_without_file_locations(string errors, string text)
    {
        ErrorText.Of(errors).ShouldBe(text);
    }

    [Fact]
    public void A_long_error_is_shortened()
    {
        ErrorText.Of(string.Concat(Enumerable.Repeat("word ", 200))).Length.ShouldBeLessThan(250);
    }
}
