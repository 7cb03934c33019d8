namespace PowerShellDouble;

/// <summary>What the user answers when asked to confirm.</summary>
public enum ConfirmAnswer
{
    Yes,
    YesToAll,
    No,
    NoToAll,
}
