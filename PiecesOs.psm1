# Loads the assemblies of the module so that they use the libraries beside them, whatever another module has loaded (decision 1). This
# script contains nothing but commands, because PowerShell compiles each expression, and the first one takes 20 ms (decision 43).

try {
    Import-Module $PSScriptRoot/PiecesOs.Loader.dll -ErrorAction Stop
    $assembly = Import-PiecesOsAssembly $PSScriptRoot -OnRemove { Remove-Module -ModuleInfo $cmdlets } -ErrorAction Stop
} catch {
    throw & "$PSScriptRoot/ImportError.ps1" $_
}

# PowerShell does not remove a module that was imported from an assembly together with this one, and would not import it again.
$cmdlets = Import-Module -Assembly $assembly -PassThru
