# Saves the content of one large asset as a file, and then, in the same session, drains the same response.
param([string] $Module, [string] $Floors, [uri] $Uri, [string] $WarmUp, [string] $Id, [string] $Folder)
. $PSScriptRoot/Common.ps1
Import-Module $Module
Add-Type -Path $Floors
$null = Save-PiecesAsset -Id $WarmUp -Destination $Folder -Force

$watch = [Diagnostics.Stopwatch]::StartNew()
$file = Save-PiecesAsset -Id $Id -Destination $Folder -Force
$milliseconds = $watch.Elapsed.TotalMilliseconds
$peak = Get-PeakMemory

$floor = [PiecesOs.Benchmarks.Floors.Drain]::ToNowhere("${Uri}assets/$Id")
Write-Result @{ milliseconds = $milliseconds; peak = $peak; floor = $floor.Milliseconds; drained = $floor.Bytes; file = $file.FullName }
