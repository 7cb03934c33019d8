namespace PiecesOs.Tests.Support;

/// <summary>The user's answer to a confirmation prompt, in the order of PowerShell's choices.</summary>
public enum ConfirmAnswer
{
    Yes,
    YesToAll,
    No,
    NoToAll,
}
