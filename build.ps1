<#
.SYNOPSIS
    Builds, shows, tests and packs PiecesOs, from Windows PowerShell 5.1 or PowerShell 7.
.DESCRIPTION
    Needs the .NET SDK. From a POSIX shell, build.sh does the same; what the two have in common is in build/.
.PARAMETER Task
    Build    the module, importable at out/PiecesOs
    Demo     builds, then runs the walk-through in the PowerShell this runs in
    Test     builds, then runs all tests; the Pester suites in the PowerShell this runs in
    Package  out/package/PiecesOs for the PowerShell Gallery, and a zip of it
    Bench    builds, then runs the benchmarks in the PowerShell this runs in
    Clean    removes all that was built
.PARAMETER BenchmarkOptions
    Options of the task Bench, such as '--quick'.
.EXAMPLE
    ./build.ps1 -Task Clean, Test
#>
param(
    [string[]] $Task = 'Build',
    [string] $Configuration = 'Release',
    [string[]] $BenchmarkOptions = @()
)

$ErrorActionPreference = 'Stop'

# No telemetry or banners, and no compiler or MSBuild process that outlives this script.
$environment = @{
    DOTNET_CLI_TELEMETRY_OPTOUT   = '1'
    DOTNET_NOLOGO                 = '1'
    DOTNET_CLI_USE_MSBUILD_SERVER = '0'
    MSBUILDDISABLENODEREUSE       = '1'
    UseSharedCompilation          = 'false'
}

function Stop-Build([string] $Message) {
    $Host.UI.WriteErrorLine($Message)
    exit 1
}

function Assert-Sdk {
    $sdk = if (Get-Command dotnet -CommandType Application -ErrorAction Ignore) { dotnet --version }
    if ("$sdk" -notmatch '^\d\d') {
        Stop-Build ('The .NET SDK 10.0 or later is needed, and dotnet was not found on PATH or is older. ' +
            'Get it from https://dotnet.microsoft.com/download and try again.')
    }
}

# The PowerShell this runs in, where the module runs in it. Always a new process: a loaded module would keep its files in use.
function Get-Shell {
    $version = $PSVersionTable.PSVersion
    if ($version.Major -lt 6 -or $version.Major -gt 7 -or ($version.Major -eq 7 -and $version.Minor -ge 4)) {
        (Get-Process -Id $PID).Path
    } else {
        Write-Warning "PowerShell $version is older than 7.4, which the module needs: going on without."
    }
}

function Invoke-Build([string] $Project, [string] $Target, [string[]] $Options = @()) {
    dotnet msbuild "build/$Project.proj" "-t:$Target" "-p:Configuration=$Configuration" -m:2 -nologo -v:minimal -tl:off @Options
}

function Invoke-Demo {
    Invoke-Build Stage Stage
    if ($LASTEXITCODE -ne 0) { return }

    $shell = Get-Shell
    if ($shell) {
        & $shell -NoProfile -ExecutionPolicy Bypass -File samples/quickstart.ps1 -Module ./out/PiecesOs/PiecesOs.psd1
    } else {
        dotnet run --project tests/QuickstartOnDouble -c $Configuration -- out/PiecesOs
    }
}

function Invoke-Test {
    $summary = 'out/test-results/summary.txt'
    if (Test-Path $summary) { Remove-Item $summary }
    Invoke-Build Test Test "-p:Pwsh=$(Get-Shell)"
    if (Test-Path $summary) { Get-Content $summary }
}

function Invoke-Bench {
    $shell = if ($PSVersionTable.PSEdition -eq 'Core') { Get-Shell }
    if (-not $shell) { Stop-Build 'The benchmarks measure inside PowerShell 7.4 or later: start this script from one.' }
    Invoke-Build Stage Stage
    if ($LASTEXITCODE -ne 0) { return }
    dotnet run --project benchmarks/PiecesOs.Benchmarks -c $Configuration -- --pwsh $shell @BenchmarkOptions
}

$before = @{}
Push-Location $PSScriptRoot
try {
    foreach ($name in $environment.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        Set-Item "env:$name" $environment[$name]
    }

    Assert-Sdk
    # 'powershell -File build.ps1 -Task Clean,Test' gives one string.
    foreach ($name in $Task -split ',') {
        switch ($name.Trim()) {
            'Build' { Invoke-Build Stage Stage }
            'Demo' { Invoke-Demo }
            'Test' { Invoke-Test }
            'Package' { Invoke-Build Stage Package }
            'Bench' { Invoke-Bench }
            'Clean' { Invoke-Build Stage Clean }
            default { Stop-Build "There is no task '$name'. The tasks are Build, Demo, Test, Package, Bench and Clean." }
        }

        if ($LASTEXITCODE -ne 0) { break }
    }
} finally {
    foreach ($name in $before.Keys) { Set-Item "env:$name" $before[$name] }
    Pop-Location
}

exit $LASTEXITCODE
