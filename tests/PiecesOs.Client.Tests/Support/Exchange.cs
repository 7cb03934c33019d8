namespace PiecesOs.Client.Tests.Support;

/// <summary>What an operation returned and what it sent for that.</summary>
internal sealed record Exchange<T>(T Result, LoggedRequest Request, int Status, string Operation);
