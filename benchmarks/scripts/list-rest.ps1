# Reads the list with Invoke-RestMethod.
param([string] $Floors, [uri] $Uri, [int] $WarmUps, [int] $Calls)
. $PSScriptRoot/Common.ps1

# Loads the module of the cmdlet, so that only its first call is measured.
Import-Module Microsoft.PowerShell.Utility
$list = { (Invoke-RestMethod "${Uri}assets").iterable | ForEach-Object name }
for ($i = 0; $i -lt $WarmUps; $i++) { $null = Measure-Call $list }
$milliseconds = @(for ($i = 0; $i -lt $Calls; $i++) { Measure-Call $list })
$peak = Get-PeakMemory

# Not timed. Checks that every contestant reads the same list.
Add-Type -Path $Floors
$digest = [PiecesOs.Benchmarks.Floors.AssetDigest]::new()
foreach ($asset in (Invoke-RestMethod "${Uri}assets").iterable) {
    $original = $asset.original.reference
    $content = @($original.fragment, $original.file).ForEach({ $_.string.raw; , $_.bytes.raw }).Where({ $null -ne $_ }, 'First')[0]
    $digest.Add($asset.id, $asset.name, $content)
}

Write-Result @{ milliseconds = $milliseconds; peak = $peak; count = $digest.Count; digest = $digest.Assets }
