using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace PiecesOs.Tests.Support;

/// <summary>The user interface of the host. Only confirmation prompts are answered, and only with prepared answers.</summary>
internal sealed class TestHostUserInterface : PSHostUserInterface
{
    /// <summary>The start of a line that contains a prompt.</summary>
    public const string ConfirmMark = "Confirm";

    private readonly StringBuilder _text = new();

    /// <summary>Everything that was written. Each prompt is a separate line.</summary>
    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    public Queue<ConfirmAnswer> ConfirmAnswers { get; } = new();

    public override PSHostRawUserInterface? RawUI => null;

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        // PowerShell writes the action on a line after "Are you sure ...?".
        WriteLine($"{ConfirmMark}: {message.Split('\n', 2)[^1].Trim('\r')}");
        return ConfirmAnswers.TryDequeue(out var answer) ? (int)answer : throw NonInteractive();
    }

    public override void Write(string value)
    {
        lock (_text)
            _text.Append(value);
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + "\n");

    public override void WriteErrorLine(string value) => WriteLine(value);

    public override void WriteDebugLine(string message)
    {
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override void WriteVerboseLine(string message)
    {
    }

    public override void WriteWarningLine(string message)
    {
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw NonInteractive();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NonInteractive();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw NonInteractive();

    public override string ReadLine() => throw NonInteractive();

    public override SecureString ReadLineAsSecureString() => throw NonInteractive();

    private static PSInvalidOperationException NonInteractive() =>
        new("PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
}
