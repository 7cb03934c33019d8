# Sends the whole list through the pipeline once, in a session that does nothing else.
param([string] $Module, [string] $Floors)
. $PSScriptRoot/Common.ps1
Import-Module $Module
$names = 0
Get-PiecesAsset | ForEach-Object Name | ForEach-Object { $names++ }
$result = @{ peak = Get-PeakMemory; named = $names }
Write-Result ($result + (Get-PiecesDigest $Floors))
