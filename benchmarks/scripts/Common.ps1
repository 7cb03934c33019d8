# What all contestants share. The session under test is as users have it but for these: the first error ends it, and says its
# message before its place.
$ErrorActionPreference = 'Stop'
$global:ErrorView = 'NormalView'

# In bytes, the most this process has held so far.
function Get-PeakMemory {
    if (Test-Path /proc/self/status) {
        $line = [IO.File]::ReadAllLines('/proc/self/status') | Where-Object { $_.StartsWith('VmHWM:') }
        1024 * [long]($line -replace '\D')
    } else {
        (Get-Process -Id $PID).PeakWorkingSet64
    }
}

# In milliseconds; what the call returns is let go as it comes.
function Measure-Call([scriptblock] $Call) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $null = & $Call
    $watch.Elapsed.TotalMilliseconds
}

# Untimed, and after the peak was taken: that the module reads the same list as everyone.
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
