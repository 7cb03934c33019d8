# Reads the list with the module, and in the same session with a loop that only reads the bytes and discards them, in turns.
param([string] $Module, [string] $Floors, [uri] $Uri, [int] $WarmUps, [int] $Calls)
. $PSScriptRoot/Common.ps1
Import-Module $Module
Add-Type -Path $Floors

$address = [uri] "${Uri}assets"
$list = { Get-PiecesAsset | ForEach-Object Name }
for ($i = 0; $i -lt $WarmUps; $i++) {
    $null = Measure-Call $list
    $null = [PiecesOs.Benchmarks.Floors.Drain]::ToNowhere($address)
}

$pieces = @()
$drain = @()
for ($i = 0; $i -lt $Calls; $i++) {
    $pieces += Measure-Call $list
    $transfer = [PiecesOs.Benchmarks.Floors.Drain]::ToNowhere($address)
    $drain += $transfer.Milliseconds
}

$result = @{ milliseconds = $pieces; drain = $drain; drained = $transfer.Bytes; peak = Get-PeakMemory }
Write-Result ($result + (Get-PiecesDigest $Floors))
