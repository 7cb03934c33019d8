# Runs one common job in its own session. The names are those of assets on the server.
param([string] $Module, [string] $Job, [string] $Names, [string] $Folder)
. $PSScriptRoot/Common.ps1
$name = [IO.File]::ReadAllLines($Names)
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$jobs = @{
    list     = { Get-PiecesAsset -NoContent }
    names    = {
        Get-PiecesAsset -Name $name[0]
        Get-PiecesAssetContent $name[1]
        Get-PiecesAssetFormat $name[2]
        Save-PiecesAsset $name[3] -Destination $Folder -Force
        New-PiecesLink $name[4]
    }
    again    = {
        Get-PiecesAsset
        $name[5..9] | ForEach-Object { Get-PiecesAssetContent $_ }
    }
    missing  = { $name[5..9] | ForEach-Object { Get-PiecesAsset -Id "$_ (not there)" -ErrorAction SilentlyContinue } }
    complete = { 1..5 | ForEach-Object { TabExpansion2 'Get-PiecesAsset -Id ' 20 } }
    export   = { Export-PiecesLibrary $Folder }
}
Write-Result @{ milliseconds = Measure-Call $jobs[$Job] }
