# The error of an import that PiecesOs.psm1 must refuse. It is in a file of its own because PowerShell would otherwise read and compile
# it in each import.

param([Management.Automation.ErrorRecord] $Failure)

function New-ImportError([string] $Message, [string] $Id, [string] $Category) {
    [Management.Automation.ErrorRecord]::new([InvalidOperationException]::new($Message), $Id, $Category, $PSScriptRoot)
}

$loaded = 'PiecesOs.Module.ModuleLifecycle' -as [type]
if ($loaded -and -not $loaded.Assembly.Location.StartsWith($PSScriptRoot + [IO.Path]::DirectorySeparatorChar, 'OrdinalIgnoreCase')) {
    $version = $loaded.Assembly.GetName().Version.ToString(3)
    $other = $loaded.Assembly.Location -replace '[\\/]net(8\.0|472)([\\/][^\\/]+){1,2}$'
    return New-ImportError "PiecesOs $version from '$other' is already loaded in this process, so import the copy in '$PSScriptRoot' in a new process." AnotherCopyLoaded ResourceExists
}

# Where the system trusts the files of the module, they run in full language whatever the session has.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    return 'PiecesOs cannot be imported in constrained language mode unless the system trusts its files.'
}
$engine = $PSVersionTable.PSVersion
if ($engine.Major -ge 6 -and ($engine.Major -lt 7 -or ($engine.Major -eq 7 -and $engine.Minor -lt 4))) {
    return New-ImportError "PiecesOs needs PowerShell 7.4 or later, or Windows PowerShell 5.1, and this is PowerShell $engine." EngineTooOld NotInstalled
}
$Failure.Exception.GetBaseException()
