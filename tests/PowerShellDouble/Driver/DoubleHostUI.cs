using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace PowerShellDouble;

/// <summary>Text written to the host; reading fails, as in a non-interactive PowerShell.</summary>
public sealed class DoubleHostUI : PSHostUserInterface
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public override bool SupportsVirtualTerminal => VirtualTerminal;

    public bool VirtualTerminal { get; set; }

    public override string ReadLine() => throw NonInteractive("ReadLine");

    public override SecureString ReadLineAsSecureString() => throw NonInteractive("ReadLineAsSecureString");

    public override void Write(string value) => _text.Append(value);

    public override void WriteLine(string value) => _text.Append(value).Append('\n');

    internal static PSInvalidOperationException NonInteractive(string what) =>
        new($"PowerShell is in NonInteractive mode. Read and Prompt functionality is not available ({what}).");
}
