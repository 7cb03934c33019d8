namespace PiecesOs.Server.Faults;

/// <summary>
/// Ends a request whose answer was cut on purpose. The web server then closes the connection after what was sent,
/// where an abort would lose what is still on its way.
/// </summary>
internal sealed class AnswerCutException() : Exception("The answer was cut by a seeded fault.");
