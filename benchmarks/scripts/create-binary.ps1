# Saves one large file as an asset, and then, in the same session, sends the same request from a prepared file.
param([string] $Module, [string] $Floors, [uri] $Uri, [string] $WarmUp, [string] $Path, [string] $Body)
. $PSScriptRoot/Common.ps1
Import-Module $Module
Add-Type -Path $Floors
$null = New-PiecesAsset -Path $WarmUp

$watch = [Diagnostics.Stopwatch]::StartNew()
$asset = New-PiecesAsset -Path $Path
$milliseconds = $watch.Elapsed.TotalMilliseconds
$peak = Get-PeakMemory

$floor = [PiecesOs.Benchmarks.Floors.BareRequest]::PostFile("${Uri}assets/create?transferables=false", $Body)
Write-Result @{ milliseconds = $milliseconds; peak = $peak; floor = $floor.Milliseconds; sent = $floor.Bytes; id = $asset.Id }
