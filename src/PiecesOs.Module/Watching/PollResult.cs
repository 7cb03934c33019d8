namespace PiecesOs.Module;

/// <summary>How far a change is.</summary>
/// <param name="Result">What to return when it is done.</param>
/// <param name="Status">What is not done yet, for people.</param>
/// <param name="IsDone">Whether what the change wants is there. Nothing else ends the waiting but a new failure and the time limit.</param>
internal sealed record PollResult(object? Result, string Status, bool IsDone)
{
    public static PollResult Done(object? result) => new(result, "done", IsDone: true);

    public static PollResult Pending(string status) => new(Result: null, status, IsDone: false);
}
