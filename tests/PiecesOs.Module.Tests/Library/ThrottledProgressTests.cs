using System.Diagnostics;
using System.Management.Automation;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

public sealed class ThrottledProgressTests
{
    private readonly List<ProgressRecord> _shown = [];

    [Fact]
    public void Work_shorter_than_a_second_shows_no_progress()
    {
        using (var progress = new ThrottledProgress(_shown.Add, "Working"))
            progress.Report(() => "soon");

        _shown.ShouldBeEmpty();
    }

    [Fact]
    public void Longer_work_is_shown_at_most_five_times_a_second_and_the_progress_is_completed()
    {
        var clock = Stopwatch.StartNew();
        using (var progress = new ThrottledProgress(_shown.Add, "Working", TimeSpan.Zero))
        {
            for (; clock.ElapsedMilliseconds < 500; Thread.Sleep(1))
                progress.Report(() => "at \u001b[31mit", 40);
        }

        _shown.Count.ShouldBeInRange(3, 3 + (int)(clock.ElapsedMilliseconds / 200));
        _shown[0].StatusDescription.ShouldBe("at ␛[31mit");
        _shown[0].PercentComplete.ShouldBe(40);
        _shown[^1].RecordType.ShouldBe(ProgressRecordType.Completed);
    }
}
