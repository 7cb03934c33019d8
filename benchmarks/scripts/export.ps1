# Exports the library, and in the same session writes the same bytes with the floors, in turns. Each time is reported together
# with the time until all data is on disk.
param([string] $Module, [string] $Floors, [uri] $Uri, [string] $Folder, [int] $WarmUps, [int] $Calls)
. $PSScriptRoot/Common.ps1
Import-Module $Module
Add-Type -Path $Floors

$address = [uri] "${Uri}assets"
$export = "$Folder/export"
$plain = "$Folder/plain"
$times = @{}

function Add-Time([string] $Name, [double] $Milliseconds) {
    $times["$Name"] += @($Milliseconds)
    $times["${Name}Synced"] += @($Milliseconds + [PiecesOs.Benchmarks.Floors.Disk]::Sync($Folder))
}

function Invoke-Round {
    [PiecesOs.Benchmarks.Floors.Disk]::Remove($export)
    $null = [PiecesOs.Benchmarks.Floors.Disk]::Sync($Folder)
    Add-Time export (Measure-Call { Export-PiecesLibrary $export })

    [PiecesOs.Benchmarks.Floors.Disk]::Remove($plain)
    $null = [IO.Directory]::CreateDirectory($plain)
    $null = [PiecesOs.Benchmarks.Floors.Disk]::Sync($Folder)
    Add-Time oneFile ([PiecesOs.Benchmarks.Floors.Drain]::ToFile($address, "$plain/list.json").Milliseconds)

    $contents = [PiecesOs.Benchmarks.Floors.Disk]::Load("$export/content")
    [PiecesOs.Benchmarks.Floors.Disk]::Remove($plain)
    $null = [PiecesOs.Benchmarks.Floors.Disk]::Sync($Folder)
    Add-Time sameFiles ([PiecesOs.Benchmarks.Floors.Drain]::ToFiles($address, $plain, $contents).Milliseconds)
}

for ($i = 0; $i -lt $WarmUps; $i++) { Invoke-Round }
$times = @{}
for ($i = 0; $i -lt $Calls; $i++) { Invoke-Round }
Write-Result $times
