using System.Globalization;
using System.Management.Automation.Host;

namespace PiecesOs.Tests.Support;

/// <summary>A host that records what is shown and answers prompts as a test specifies.</summary>
internal sealed class TestHost : PSHost
{
    public override string Name => "TestHost";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override TestHostUserInterface UI { get; } = new();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
