# Exports the library once, in a session that does nothing else.
param([string] $Module, [string] $Folder)
. $PSScriptRoot/Common.ps1
Import-Module $Module
$exported = Export-PiecesLibrary "$Folder/export-$PID"
Write-Result @{ peak = Get-PeakMemory; count = $exported.AssetCount }
