# Saves a folder of small files as assets.
param([string] $Module, [string] $Folder, [int] $ThrottleLimit)
. $PSScriptRoot/Common.ps1
Import-Module $Module
$null = Get-ChildItem "$Folder/warm-up" | New-PiecesAsset -ThrottleLimit $ThrottleLimit
$milliseconds = Measure-Call { Get-ChildItem "$Folder/files" | New-PiecesAsset -ThrottleLimit $ThrottleLimit }
Write-Result @{ milliseconds = $milliseconds; peak = Get-PeakMemory }
