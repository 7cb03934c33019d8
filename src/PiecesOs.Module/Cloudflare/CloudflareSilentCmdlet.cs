using System.Collections;

namespace PiecesOs.Module;

/// <summary>A cmdlet that changes something and returns nothing unless asked to.</summary>
public abstract class CloudflareSilentCmdlet : CloudflareChangeCmdlet
{
    /// <summary>Return what was added, changed or removed, with its status.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Emit(object result)
    {
        if (!PassThru)
            return;
        foreach (var one in result as IList ?? new[] { result })
            WriteObject(one);
    }
}
