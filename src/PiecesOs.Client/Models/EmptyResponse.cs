namespace PiecesOs.Client;

/// <summary>The response to an operation that returns nothing.</summary>
public sealed record EmptyResponse;
