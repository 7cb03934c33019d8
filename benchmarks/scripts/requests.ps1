# Does one job in its own session. The benchmark counts the requests that the sandbox received.
param([string] $Module, [string] $Job, [string] $Id, [string] $Name, [string] $Link, [string] $Files, [string] $Folder)
. $PSScriptRoot/Common.ps1
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$jobs = @{
    id       = { Get-PiecesAsset -Id $Id }
    name     = { Get-PiecesAsset -Name $Name }
    list     = { Get-PiecesAsset }
    names    = { Get-PiecesAsset -NoContent }
    search   = { Search-PiecesAsset retry }
    tag      = { Update-PiecesAsset $Id -AddTag 'from the benchmark' }
    create   = { Get-ChildItem $Files | New-PiecesAsset }
    export   = { Export-PiecesLibrary $Folder }
    import   = { Import-PiecesLibrary $Files }
    share    = { New-PiecesLink -Asset $Id }
    revoke   = { Revoke-PiecesLink $Link -Confirm:$false }
    complete = { TabExpansion2 'Get-PiecesAsset -Id ' 20 }
}
$null = & $jobs[$Job]
Write-Result @{ done = 1 }
