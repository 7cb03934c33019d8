using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace PowerShellDouble;

/// <summary>A host that keeps what is written to it and has nobody to ask.</summary>
public sealed class DoubleHost : PSHost
{
    public override string Name => "PowerShellDouble";

    public override Version Version { get; } = new(7, 4);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override DoubleHostUI UI { get; } = new();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;
}
