# Shared code of the contestants. The session under test has default settings, with two exceptions: the first error ends it, and
# errors show the message before the position.
$ErrorActionPreference = 'Stop'
$global:ErrorView = 'NormalView'

# The peak memory of this process so far, in bytes.
function Get-PeakMemory {
    if (Test-Path /proc/self/status) {
        $line = [IO.File]::ReadAllLines('/proc/self/status') | Where-Object { $_.StartsWith('VmHWM:') }
        1024 * [long]($line -replace '\D')
    } else {
        (Get-Process -Id $PID).PeakWorkingSet64
    }
}

# The time of a call in milliseconds. The output is discarded as it arrives.
function Measure-Call([scriptblock] $Call) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $null = & $Call
    $watch.Elapsed.TotalMilliseconds
}

# Checks that the module reads the same list as the other contestants. Not timed, and runs after the peak was read.
function Get-PiecesDigest([string] $Floors) {
    Add-Type -Path $Floors
    $digest = [PiecesOs.Benchmarks.Floors.AssetDigest]::new()
    Get-PiecesAsset | ForEach-Object {
        $content = $_.GetContent()
        $digest.Add($_.Id, $_.Name, $(if ($null -ne $content) { , $content.GetBytes() }))
    }
    @{ count = $digest.Count; digest = $digest.Assets }
}

# The one line that the benchmark program reads.
function Write-Result([hashtable] $Result) {
    [Console]::Out.WriteLine((ConvertTo-Json $Result -Compress))
}
