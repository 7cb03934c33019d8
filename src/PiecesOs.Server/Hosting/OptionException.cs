namespace PiecesOs.Server.Hosting;

/// <summary>A command line that cannot be used; the message names the option.</summary>
internal sealed class OptionException(string message) : Exception(message);
