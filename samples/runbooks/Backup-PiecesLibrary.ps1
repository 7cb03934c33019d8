#Requires -Version 5.1
#Requires -Modules PiecesOs

<#
.SYNOPSIS
    Backs up the library of Pieces OS, verifies the backup, and keeps the newest backups.
.DESCRIPTION
    Each run exports the library to a new folder in -Path, such as library-20261127-020000123 (the time in UTC), and compares every file with the hash in its manifest. If the export was interrupted, the next run continues it.

    A backup counts only if it is complete: Pieces OS has no asset that it lacks, every asset was read completely, every file has its hash, and the library has not lost most of its assets since the last backup, as it seems to after a logout. Other backups are kept in folders such as incomplete-20261127-020000123.

    Backups that count are deleted only after a new one that counts, so the last good one always stays. Of the incomplete ones, the newest are kept as well. Other files and folders in -Path are not changed.
.PARAMETER Path
    Specifies the folder of the backups. It is created if necessary.
.PARAMETER Keep
    Specifies how many backups to keep, and how many incomplete ones.
.PARAMETER MaxLossPercent
    Specifies which part of the assets of the last backup can be missing from the library. If more are missing, the backup does not count. If you deleted so many, run the script once with 100.
.PARAMETER Uri
    Specifies the address of Pieces OS, such as http://localhost:39300. By default, that of the connection of the session, or else it is found on this computer.
.PARAMETER TimeoutSec
    Specifies how many seconds to wait for a response. By default, the limit for lists grows with the library.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Backup-PiecesLibrary.ps1 -Path /backup/pieces -Keep 14

    Backs up the library. For a scheduler.
.EXAMPLE
    ./Backup-PiecesLibrary.ps1 -Path D:\Backup | Where-Object Action -eq Created

    Shows the new backup only.
.OUTPUTS
    An object for each backup that was created or removed: Action (Created or Removed), Path, Counts (whether it counts), AssetCount, Size, Missing, Unreadable and Damaged (numbers).
.NOTES
    Exit codes:
    0  There is a new backup that counts.
    1  There is no new backup. The error says why. Run the script again to continue.
    2  There is a new backup, but it does not count. The errors say why, and report.md in its folder lists what is missing.
    3  There is a new backup that counts, but an older one could not be deleted.
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    # Not mandatory, because PowerShell prompts for mandatory parameters.
    [string] $Path,
    [ValidateRange(1, 10000)] [int] $Keep = 7,
    [ValidateRange(0, 100)] [int] $MaxLossPercent = 50,
    [ValidateNotNullOrEmpty()] [string] $Uri,
    [ValidateRange(0.1, 86400)] [double] $TimeoutSec
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'

function Read-Manifest([string] $Folder) {
    Get-Content -LiteralPath (Join-Path $Folder manifest.json) -Raw -Encoding UTF8 | ConvertFrom-Json
}

# The files of a backup that are missing or differ from their hashes.
function Find-DamagedFile([string] $Folder) {
    $manifest = Read-Manifest $Folder
    $hashes = @{ 'assets.jsonl' = $manifest.assetsFile.sha256; 'shares.jsonl' = $manifest.sharesFile.sha256 }
    foreach ($asset in $manifest.assets | Where-Object { $_.content }) { $hashes["content/$($asset.content)"] = $asset.sha256 }
    foreach ($name in $hashes.Keys) {
        $file = Join-Path $Folder $name
        if (-not (Test-Path -LiteralPath $file) -or (Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash -ne $hashes[$name]) { $file }
    }
}

# The backups of a kind, library or incomplete, the newest first.
function Get-Backup([string] $Kind) {
    Get-ChildItem -LiteralPath $root -Directory | Where-Object Name -Match "^$Kind-\d{8}-\d{9}$" | Sort-Object Name -Descending
}

if (-not $Path) { throw 'Specify -Path, the folder of the backups.' }
$root = (New-Item -ItemType Directory -Path $Path -Force).FullName

$server = @{}
if ($Uri) { $server.Uri = $Uri }
if ($TimeoutSec) { $server.TimeoutSec = $TimeoutSec }

# In an interactive session, such as one with a sandbox, the connection of the session is used.
$connection = if (-not $Uri) { Get-PiecesOsConnection }
if ($connection -and $TimeoutSec) { $server.Uri = $connection.Uri }
if (-not $connection -or $TimeoutSec) { $connection = Connect-PiecesOs @server }

# Two runs at the same time would export to the same folder. The lock ends with the process.
$lockFile = Join-Path $root .lock
try { $lock = [IO.File]::Open($lockFile, 'OpenOrCreate', 'ReadWrite', 'None') }
catch [IO.IOException] { throw "Another backup to '$root' is running, or '$lockFile' cannot be written: $($_.Exception.GetBaseException().Message)" }

try {
    # Without output, nothing was exported. An export that is not complete is also an error, after the output.
    $unfinished = Join-Path $root unfinished
    $export = Export-PiecesLibrary -Destination $unfinished -Connection $connection -Force -RemoveMissing -ErrorAction Continue
    if (-not $export) { exit 1 }

    $damaged = @(Find-DamagedFile $unfinished)
    foreach ($file in $damaged) { Write-Error "The file '$file' differs from its hash in the manifest." -ErrorAction Continue }

    $before = 0
    $last = Get-Backup library | Select-Object -First 1
    if ($last) {
        try { $before = (Read-Manifest $last.FullName).counts.assets }
        catch { Write-Warning "The manifest of the backup '$($last.Name)' cannot be read: $_" }
    }
    $hasLost = $export.AssetCount -lt $before * (1 - $MaxLossPercent / 100)
    if ($hasLost) {
        Write-Error "The library has $($export.AssetCount) assets, and had $before in '$($last.Name)'. Sign in to Pieces OS: after a logout, it can show an empty library. If you deleted the assets, use -MaxLossPercent 100 once." -ErrorAction Continue
    }

    $isGood = $export.IsComplete -and -not $damaged -and -not $hasLost
    $kind = if ($isGood) { 'library' } else { 'incomplete' }
    $folder = Join-Path $root "$kind-$([datetime]::UtcNow.ToString('yyyyMMdd-HHmmssfff', [cultureinfo]::InvariantCulture))"
    Move-Item -LiteralPath $unfinished -Destination $folder

    [pscustomobject] @{
        Action     = 'Created'
        Path       = $folder
        Counts     = $isGood
        AssetCount = $export.AssetCount
        Size       = $export.Size
        Missing    = $export.Missing.Count
        Unreadable = $export.Unreadable.Count
        Damaged    = $damaged.Count
    }

    $exitCode = if ($isGood) { 0 } else { 2 }
    $old = @(Get-Backup incomplete | Select-Object -Skip $Keep)
    if ($isGood) { $old += @(Get-Backup library | Select-Object -Skip $Keep) }
    foreach ($backup in $old) {
        try {
            Remove-Item -LiteralPath $backup.FullName -Recurse -Force
            [pscustomobject] @{
                Action = 'Removed'; Path = $backup.FullName; Counts = $backup.Name -like 'library-*'
                AssetCount = $null; Size = $null; Missing = $null; Unreadable = $null; Damaged = $null
            }
        }
        catch {
            Write-Error -ErrorRecord $_ -ErrorAction Continue
            if ($exitCode -eq 0) { $exitCode = 3 }
        }
    }
}
finally { $lock.Dispose() }

exit $exitCode
