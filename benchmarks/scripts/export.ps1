# Exports the library, and in the same session writes the same bytes with the floors, in turns. Each time is reported together
# with the time until all data is on disk. Nothing is deleted: for minutes after deletions, ext4 takes several times as long to
# create files. Returns the folder of the last export.
param([string] $Module, [string] $Floors, [uri] $Uri, [string] $Folder, [int] $WarmUps, [int] $Calls)
. $PSScriptRoot/Common.ps1
Import-Module $Module
Add-Type -Path $Floors

$address = [uri] "${Uri}assets"
$times = @{}

function Add-Time([string] $Name, [double] $Milliseconds) {
    $times["$Name"] += @($Milliseconds)
    $times["${Name}Synced"] += @($Milliseconds + [PiecesOs.Benchmarks.Floors.Disk]::Sync($Folder))
}

function Invoke-Round {
    $name = [guid]::NewGuid()
    $script:export, $one, $same = "$Folder/export-$name", "$Folder/one-$name", "$Folder/same-$name"

    $null = [PiecesOs.Benchmarks.Floors.Disk]::Sync($Folder)
    Add-Time export (Measure-Call { Export-PiecesLibrary $export })

    $null = [IO.Directory]::CreateDirectory($one)
    $null = [PiecesOs.Benchmarks.Floors.Disk]::Sync($Folder)
    Add-Time oneFile ([PiecesOs.Benchmarks.Floors.Drain]::ToFile($address, "$one/list.json").Milliseconds)

    $files = [PiecesOs.Benchmarks.Floors.Disk]::Load("$export/content")
    $null = [PiecesOs.Benchmarks.Floors.Disk]::Sync($Folder)
    Add-Time sameFiles ([PiecesOs.Benchmarks.Floors.Drain]::ToFiles($address, $same, $files).Milliseconds)
}

for ($i = 0; $i -lt $WarmUps; $i++) { Invoke-Round }
$times = @{}
for ($i = 0; $i -lt $Calls; $i++) { Invoke-Round }
$times.folder = $export
Write-Result $times
