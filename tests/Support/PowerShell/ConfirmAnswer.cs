namespace PiecesOs.Tests.Support;

/// <summary>What the user chooses when asked to confirm, in the order in which PowerShell offers the choices.</summary>
public enum ConfirmAnswer
{
    Yes,
    YesToAll,
    No,
    NoToAll,
}
