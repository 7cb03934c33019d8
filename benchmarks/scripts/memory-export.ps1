# Exports the library once, in a session that does nothing else, and returns the folder of the export.
param([string] $Module, [string] $Folder)
. $PSScriptRoot/Common.ps1
Import-Module $Module
$export = "$Folder/$([guid]::NewGuid())"
$exported = Export-PiecesLibrary $export
Write-Result @{ peak = Get-PeakMemory; count = $exported.AssetCount; folder = $export }
