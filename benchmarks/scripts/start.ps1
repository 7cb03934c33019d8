# Measures the first call in a fresh session: the import and one asset by its id, a bare GET of the same asset, or the GET followed by the module.
param([string] $Module, [string] $Floors, [uri] $Uri, [string] $Id, [ValidateSet('pieces', 'get', 'both')] [string] $What)
. $PSScriptRoot/Common.ps1
$result = @{}

if ($What -ne 'get') { $result.import = Measure-Call { Import-Module $Module } }
if ($What -ne 'pieces') {
    Add-Type -Path $Floors
    $result.get = [PiecesOs.Benchmarks.Floors.BareRequest]::Get("${Uri}assets/$Id").Milliseconds
}
if ($What -ne 'get') {
    $result.first = Measure-Call { Get-PiecesAsset -Id $Id }
    $result.second = Measure-Call { Get-PiecesAsset -Id $Id }
}

Write-Result $result
