# Loads the assemblies of the module so that they use the libraries beside them, whatever another module has loaded
# (docs/decisions/0001). The way that succeeds has as few kinds of expressions as possible, because PowerShell compiles each, and no
# cmdlet of a module that PowerShell would have to import first (docs/decisions/0036).

# A second copy would have types with the same names.
$loaded = 'PiecesOs.Module.ModuleLifecycle' -as [type]
if ($loaded -and -not $loaded.Assembly.Location.StartsWith($PSScriptRoot + [IO.Path]::DirectorySeparatorChar, 'OrdinalIgnoreCase')) {
    throw & "$PSScriptRoot/ImportError.ps1" -Loaded $loaded.Assembly
}

try {
    # For common platforms there are compiled copies, which start faster.
    if ($PSVersionTable.PSEdition -eq 'Core') {
        $file = "$PSScriptRoot/net8.0/$([Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier)/PiecesOs.dll"
        if (-not [IO.File]::Exists($file)) { $file = "$PSScriptRoot/net8.0/PiecesOs.dll" }
    } else {
        $file = [IO.Path]::Combine($PSScriptRoot, 'net472', 'PiecesOs.dll')
    }

    # LoadFile returns the same assembly each time, and PowerShell finds its types by name.
    $assembly = [Reflection.Assembly]::LoadFile($file)
    [Runtime.CompilerServices.RuntimeHelpers]::RunClassConstructor($assembly.GetType('PiecesOs.Module.OwnAssemblies').TypeHandle)
} catch {
    throw & "$PSScriptRoot/ImportError.ps1" -Failure $_
}

# PowerShell does not remove a module that was imported from an assembly together with this one, and would not import it again.
$cmdlets = Import-Module -Assembly $assembly -PassThru
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module -ModuleInfo $cmdlets }
