# Loads the assemblies of the module so that they use the libraries beside them, whatever another module has loaded
# (docs/decisions/0001). Uses no cmdlet of a module that PowerShell would have to import first, because that takes longer than
# everything here.

function New-ImportError([string] $Message, [string] $Id, [string] $Category) {
    [Management.Automation.ErrorRecord]::new([InvalidOperationException]::new($Message), $Id, $Category, $PSScriptRoot)
}

# Where the system trusts the files of the module, they run in full language whatever the session has.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    throw 'PiecesOs cannot be imported in constrained language mode unless the system trusts its files.'
}

$engine = $PSVersionTable.PSVersion
$isCore = $engine.Major -ge 6
if ($isCore -and ($engine.Major -lt 7 -or ($engine.Major -eq 7 -and $engine.Minor -lt 4))) {
    throw New-ImportError "PiecesOs needs PowerShell 7.4 or later, or Windows PowerShell 5.1, and this is PowerShell $engine." EngineTooOld NotInstalled
}

# A second copy would have types with the same names.
$folder = [IO.Path]::Combine($PSScriptRoot, $(if ($isCore) { 'net8.0' } else { 'net472' }))
$loaded = 'PiecesOs.Module.ModuleLifecycle' -as [type]
if ($loaded -and [IO.Path]::GetDirectoryName($loaded.Assembly.Location) -ne $folder) {
    $version = $loaded.Assembly.GetName().Version.ToString(3)
    $other = [IO.Path]::GetDirectoryName([IO.Path]::GetDirectoryName($loaded.Assembly.Location))
    throw New-ImportError "PiecesOs $version from '$other' is already loaded in this process, so import the copy in '$PSScriptRoot' in a new process." AnotherCopyLoaded ResourceExists
}

# LoadFile returns the same assembly each time, and PowerShell finds its types by name.
$assembly = [Reflection.Assembly]::LoadFile([IO.Path]::Combine($folder, 'PiecesOs.dll'))
if ($isCore) {
    # The assembly is in a load context of its own now. References are resolved there first.
    $context = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly)
    foreach ($file in [IO.Directory]::GetFiles($folder, '*.dll')) { $null = $context.LoadFromAssemblyPath($file) }
} else {
    [Runtime.CompilerServices.RuntimeHelpers]::RunClassConstructor($assembly.GetType('PiecesOs.Module.OwnAssemblies').TypeHandle)
}

# PowerShell does not remove a module that was imported from an assembly together with this one, and would not import it again.
$cmdlets = Import-Module -Assembly $assembly -PassThru
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module -ModuleInfo $cmdlets }
