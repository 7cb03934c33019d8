# Loads the assemblies of the module so that they use the libraries beside them, whatever another module has loaded
# (docs/decisions/0001). The way that succeeds has as few kinds of expressions as possible, because PowerShell compiles each, and no
# cmdlet of a module that PowerShell would have to import first (docs/decisions/0036).

function New-ImportError([string] $Message, [string] $Id, [string] $Category) {
    [Management.Automation.ErrorRecord]::new([InvalidOperationException]::new($Message), $Id, $Category, $PSScriptRoot)
}

# A second copy would have types with the same names.
$loaded = 'PiecesOs.Module.ModuleLifecycle' -as [type]
if ($loaded -and -not $loaded.Assembly.Location.StartsWith($PSScriptRoot + [IO.Path]::DirectorySeparatorChar, 'OrdinalIgnoreCase')) {
    $version = $loaded.Assembly.GetName().Version.ToString(3)
    $other = $loaded.Assembly.Location -replace '[\\/]net(8\.0|472)([\\/][^\\/]+){1,2}$'
    throw New-ImportError "PiecesOs $version from '$other' is already loaded in this process, so import the copy in '$PSScriptRoot' in a new process." AnotherCopyLoaded ResourceExists
}

try {
    # For common platforms there are compiled copies, which start faster.
    $file = [IO.Path]::Combine($PSScriptRoot, 'net472', 'PiecesOs.dll')
    if (@{ Core = $true }[$PSVersionTable.PSEdition]) {
        $file = [IO.Path]::Combine($PSScriptRoot, 'net8.0', [Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier, 'PiecesOs.dll')
        if (-not [IO.File]::Exists($file)) { $file = [IO.Path]::Combine($PSScriptRoot, 'net8.0', 'PiecesOs.dll') }
    }

    # LoadFile returns the same assembly each time, and PowerShell finds its types by name.
    $assembly = [Reflection.Assembly]::LoadFile($file)
    [Runtime.CompilerServices.RuntimeHelpers]::RunClassConstructor($assembly.GetType('PiecesOs.Module.OwnAssemblies').TypeHandle)
} catch {
    # Where the system trusts the files of the module, they run in full language whatever the session has.
    if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
        throw 'PiecesOs cannot be imported in constrained language mode unless the system trusts its files.'
    }
    $engine = $PSVersionTable.PSVersion
    if ($engine.Major -ge 6 -and ($engine.Major -lt 7 -or ($engine.Major -eq 7 -and $engine.Minor -lt 4))) {
        throw New-ImportError "PiecesOs needs PowerShell 7.4 or later, or Windows PowerShell 5.1, and this is PowerShell $engine." EngineTooOld NotInstalled
    }
    throw $_.Exception.GetBaseException()
}

# PowerShell does not remove a module that was imported from an assembly together with this one, and would not import it again.
$cmdlets = Import-Module -Assembly $assembly -PassThru
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module -ModuleInfo $cmdlets }
