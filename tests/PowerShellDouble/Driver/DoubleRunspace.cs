using System.Management.Automation.Runspaces;

namespace PowerShellDouble;

internal sealed class DoubleRunspace : Runspace;
