# Runs the Pester suites for build/Test.proj: writes Pester.xml, or Pester.skipped with the reason when Pester cannot be had.
param([Parameter(Mandatory)] [string] $Results)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = Split-Path $PSScriptRoot -Parent
$modules = Join-Path $root 'out/tools/modules'
$env:PSModulePath = $modules + [IO.Path]::PathSeparator + $env:PSModulePath

function Find-Pester {
    Get-Module Pester -ListAvailable |
        Where-Object { $_.Version -ge [version]'5.5' -and $_.Version.Major -eq 5 } |
        Sort-Object Version -Descending | Select-Object -First 1
}

# In a job, because a gallery that does not answer must not hold up the tests.
function Save-Pester {
    $null = New-Item $modules -ItemType Directory -Force
    $job = Start-Job -ArgumentList $modules -ScriptBlock {
        param($Path)
        if (Get-Command Save-PSResource -ErrorAction Ignore) {
            Save-PSResource Pester -Version '[5.5,6)' -Path $Path -TrustRepository
        } else {
            Save-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.99 -Path $Path -Force
        }
    }
    $null = Wait-Job $job -Timeout 120
    Remove-Job $job -Force
}

$pester = Find-Pester
if (-not $pester) {
    Save-Pester
    $pester = Find-Pester
}

if (-not $pester) {
    Set-Content (Join-Path $Results 'Pester.skipped') 'no Pester 5.5 or later, and the PowerShell Gallery did not give one'
    exit 0
}

Import-Module $pester.Path
$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path $root 'tests/Pester'
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputFormat = 'JUnitXml'
$configuration.TestResult.OutputPath = Join-Path $Results 'Pester.xml'
$run = Invoke-Pester -Configuration $configuration

# A file that does not parse, or a block that breaks outside its tests, shows in no test's result.
if ($run.FailedContainersCount -or $run.FailedBlocksCount) { exit 2 }
exit [int]($run.FailedCount -gt 0)
