# Runs all Pester suites, or every n-th of them, in this process and writes a JUnit report.
# Exit code 0: all tests passed. 1: some failed. 2: a file or block failed outside its tests.
param(
    [Parameter(Mandatory)] [string] $PesterManifest,
    [Parameter(Mandatory)] [string] $Report,
    [int] $Part = 1,
    [int] $Of = 1
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $PesterManifest

# Start-Job starts the program beside pwsh.dll, which searches for .NET in DOTNET_ROOT and the default folders, but not on PATH.
$program = (Get-Process -Id $PID).Path
if (-not $env:DOTNET_ROOT -and [IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { $env:DOTNET_ROOT = Split-Path $program }

$configuration = New-PesterConfiguration
$suites = @(Get-ChildItem (Join-Path $PSScriptRoot '../../tests/Pester/*.Tests.ps1') | Sort-Object Name)
$configuration.Run.Path = for ($i = $Part - 1; $i -lt $suites.Count; $i += $Of) { $suites[$i].FullName }
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputFormat = 'JUnitXml'
$configuration.TestResult.OutputPath = $Report
$run = Invoke-Pester -Configuration $configuration

# A file that does not parse, or a block that fails outside its tests, does not appear in the result of a test.
if ($run.FailedContainersCount -or $run.FailedBlocksCount) { exit 2 }
exit [int] ($run.FailedCount -gt 0)
