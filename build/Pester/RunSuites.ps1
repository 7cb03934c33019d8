# Runs Pester files in this process, as one of several that share the work, and writes a JUnit report of each.
# Exit code 0: all tests passed. 1: some failed. 2: a file or block failed outside its tests.
param(
    [Parameter(Mandatory)] [string] $PesterManifest,
    [Parameter(Mandatory)] [string] $ResultsFolder,
    [Parameter(Mandatory)] [string] $Suite
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $PesterManifest

# Start-Job starts the program beside pwsh.dll, which searches for .NET in DOTNET_ROOT and the default folders, but not on PATH.
$program = (Get-Process -Id $PID).Path
if (-not $env:DOTNET_ROOT -and [IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { $env:DOTNET_ROOT = Split-Path $program }

$configuration = New-PesterConfiguration
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputFormat = 'JUnitXml'

# The files that take longest start first, so that all processes end at about the same time.
$long = [Collections.Generic.List[string]] @('Examples', 'Cloudflare', 'Runbooks', 'Pairs', 'PastedExamples', 'Samples')
$files = Get-ChildItem (Join-Path $PSScriptRoot '../../tests/Pester/*.Tests.ps1') |
    Sort-Object { $place = $long.IndexOf($_.Name -replace '\.Tests\.ps1$'); if ($place -lt 0) { $long.Count } else { $place } }, Name

# Whoever creates the claim of a file runs it.
function Test-IsMine([string] $Name) {
    try { [IO.File]::Open((Join-Path $ResultsFolder "$Name.claim"), 'CreateNew').Dispose() } catch [IO.IOException] { return $false }
    $true
}

$exitCode = 0
foreach ($file in $files) {
    if (-not (Test-IsMine $file.Name)) { continue }
    $configuration.Run.Path = $file.FullName
    $configuration.TestResult.OutputPath = Join-Path $ResultsFolder "$Suite.$($file.BaseName).xml"
    $run = Invoke-Pester -Configuration $configuration

    # A file that does not parse, or a block that fails outside its tests, does not appear in the result of a test.
    $code = if ($run.FailedContainersCount -or $run.FailedBlocksCount) { 2 } else { [int] ($run.FailedCount -gt 0) }
    $exitCode = [Math]::Max($exitCode, $code)
}
exit $exitCode
