using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PiecesOs.Tests.Support;

/// <summary>How long a test waits for something that must happen. Generous, because only a failing test waits this long.</summary>
public static class Patience
{
    /// <summary>The limit in milliseconds, for attributes.</summary>
    public const int Milliseconds = 120_000;

    /// <summary>The limit.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromMilliseconds(Milliseconds);

    /// <summary>
    /// The limit for immediate events: far below the time limits of the module, which would otherwise end the wait.
    /// </summary>
    public static TimeSpan Prompt { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Waits for a state that changes without an event.</summary>
    public static Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string text = "") =>
        UntilAsync(() => condition() ? Task.CompletedTask : throw new TimeoutException("The condition was not met in time: " + text));

    /// <summary>Repeats an assertion until it passes, for state that changes without an event. Throws the last failure after the limit.</summary>
    public static async Task UntilAsync(Func<Task> assertion)
    {
        ArgumentNullException.ThrowIfNull(assertion);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (clock.Elapsed < Limit)
            {
                await Task.Delay(10);
            }
        }
    }
}
