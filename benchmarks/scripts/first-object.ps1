# Measures the time until the first object: alone, and when all others follow.
param([string] $Module, [string] $Floors, [int] $WarmUps, [int] $Calls)
. $PSScriptRoot/Common.ps1
Import-Module $Module

function Measure-FirstOfAll {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    Get-PiecesAsset | ForEach-Object { if ($watch.IsRunning) { $watch.Stop() } }
    $watch.Elapsed.TotalMilliseconds
}

$one = { Get-PiecesAsset | Select-Object -First 1 }
for ($i = 0; $i -lt $WarmUps; $i++) {
    $null = Measure-FirstOfAll
    $null = Measure-Call $one
}

$ofAll = @(for ($i = 0; $i -lt $Calls; $i++) { Measure-FirstOfAll })
$alone = @(for ($i = 0; $i -lt $Calls; $i++) { Measure-Call $one })
Write-Result (@{ ofAll = $ofAll; alone = $alone } + (Get-PiecesDigest $Floors))
