<#
.SYNOPSIS
    Builds, tests and packages PiecesOs, in Windows PowerShell 5.1 or in PowerShell 7.4 or later.
.DESCRIPTION
    Requires the .NET SDK 10.0 or later. build.sh runs this script in the PowerShell that .config/dotnet-tools.json pins.
.PARAMETER Task
    Build    builds the module into out/PiecesOs, ready to import
    Demo     builds, then runs samples/quickstart.ps1
    Test     builds, then runs all tests
    Analyze  builds everything with the code analyzers, whose warnings are errors, as are known vulnerabilities of packages
    Package  builds, then writes the package for the PowerShell Gallery, a zip file and a bill of materials to out/package
    Trust    builds, then runs every cmdlet against every fault and writes docs/trust.md
    Clients  builds, then does the main jobs of a user with the official SDKs on the local server; requires node and npm
    Pictures builds, then renders the pictures of sessions in docs/images
    Bench    builds, then runs the benchmarks; the arguments after it are their options, such as '--quick'
    Clean    removes all build output

    Demo, and the Pester suites of Test, use the PowerShell that runs this script.
.PARAMETER NoBuild
    Uses the module in out/PiecesOs as it is, such as one from an unpacked package.
.EXAMPLE
    ./build.ps1 -Task Clean, Test
.EXAMPLE
    ./build.ps1 Bench --quick
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    [Parameter(Position = 0, ValueFromRemainingArguments)]
    [string[]] $Task = 'Build',

    [string] $Configuration = 'Release',

    [switch] $NoBuild
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$onWindows = [IO.Path]::DirectorySeparatorChar -eq '\'
$msbuildOptions = '-m:2', '-nologo', '-v:minimal', '-tl:off'

# No telemetry or banners, and no MSBuild process that outlives this script. NuGet verifies package signatures without the lists
# of revoked certificates: if only the registries are reachable, it waits for each list until it times out, three minutes in total.
# Profile-guided optimization does not help processes that run for a minute: without it, a build takes two thirds of the time.
# Processes start sooner if pages of generated code may be writable and executable at once. Without MSBuild processes that outlive
# it, the SDK would not use the compiler server either, which is ended below.
$environment = @{
    DOTNET_CLI_TELEMETRY_OPTOUT   = '1'
    DOTNET_NOLOGO                 = '1'
    DOTNET_TieredPGO              = '0'
    DOTNET_EnableWriteXorExecute  = '0'
    DOTNET_CLI_USE_MSBUILD_SERVER = '0'
    MSBUILDDISABLENODEREUSE       = '1'
    UseSharedCompilation          = 'true'
    NUGET_CERT_REVOCATION_MODE    = 'offline'
    POWERSHELL_TELEMETRY_OPTOUT   = '1'
}

. (Join-Path $root 'build/PowerShellCommand.ps1')
. (Join-Path $root 'build/ReadyToRun.ps1')
. (Join-Path $root 'build/Stage.ps1')
. (Join-Path $root 'build/Licenses.ps1')
. (Join-Path $root 'build/Package.ps1')
. (Join-Path $root 'build/Test.ps1')
. (Join-Path $root 'build/TestReport.ps1')
. (Join-Path $root 'build/Trust.ps1')
. (Join-Path $root 'build/Clients.ps1')
. (Join-Path $root 'build/Pictures.ps1')

function Assert-Sdk {
    $sdk = if (Get-Command dotnet -CommandType Application -ErrorAction Ignore) { dotnet --version }
    if ("$sdk" -notmatch '^\d\d') {
        throw 'The .NET SDK 10.0 or later is required, but dotnet is not on PATH or is older. Get it from https://dotnet.microsoft.com/download and try again.'
    }
}

# The tests and the demo run the module in this PowerShell, so it must support the module.
function Assert-PowerShell([string] $For, [switch] $Core) {
    $version = $PSVersionTable.PSVersion
    if ($version.Major -eq 5 -and -not $Core) { return }
    if ($version.Major -lt 7 -or ($version.Major -eq 7 -and $version.Minor -lt 4)) {
        throw "$For requires PowerShell 7.4 or later, but this is $version."
    }
}

function Invoke-DotNet {
    dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed." }
}

# A build that is up to date would not run the analyzers.
function Invoke-Analyze {
    Invoke-DotNet build (Join-Path $root PiecesOs.Module.sln) --no-incremental -c $Configuration '-p:VulnerabilitiesAreErrors=true' '-p:DownloadsBrowser=false' @msbuildOptions
}

function Invoke-Demo {
    Assert-PowerShell Demo
    Invoke-Stage

    # Run in a new process, because a loaded module keeps its files in use.
    $command = Get-PowerShellCommand
    $arguments = $command.Arguments
    & $command.Program @arguments -ExecutionPolicy Bypass -File (Join-Path $root samples/quickstart.ps1) -Module (Join-Path $stageFolder PiecesOs.psd1)
    if ($LASTEXITCODE -ne 0) { throw 'The demo failed.' }
}

function Invoke-Bench([string[]] $Options) {
    Assert-PowerShell Bench -Core
    Invoke-Stage
    $powerShell = Get-CompiledPowerShell (Start-PowerShellCompilation)
    Remove-Item env:DOTNET_TieredPGO, env:DOTNET_EnableWriteXorExecute # Measured is what a user has.
    Invoke-DotNet run --project (Join-Path $root benchmarks/PiecesOs.Benchmarks) -c $Configuration '--' --pwsh $powerShell.Path @Options
}

# 'powershell -File build.ps1 -Task Clean,Test' passes one string.
$names = @($Task[0] -split ',') + @($Task | Select-Object -Skip 1)

$before = @{}
Push-Location $root
try {
    foreach ($name in $environment.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        Set-Item "env:$name" $environment[$name]
    }

    Assert-Sdk
    if ($NoBuild) { Use-StagedModule }
    for ($i = 0; $i -lt $names.Count; $i++) {
        switch ($names[$i].Trim()) {
            'Build' { Invoke-Stage }
            'Demo' { Invoke-Demo }
            'Test' { Invoke-Test }
            'Analyze' { Invoke-Analyze }
            'Trust' { Invoke-Trust }
            'Clients' { Invoke-Clients }
            'Package' { Invoke-Package }
            'Pictures' { Invoke-Pictures }
            'Bench' { Invoke-Bench ($names | Select-Object -Skip ($i + 1)); exit 0 }
            'Clean' { Invoke-Clean }
            default { throw "The task '$_' does not exist. The tasks are Build, Demo, Test, Analyze, Trust, Clients, Package, Pictures, Bench and Clean." }
        }
    }
} catch {
    [Console]::Error.WriteLine($_)
    if (-not $_.Exception.WasThrownFromThrowStatement) { [Console]::Error.WriteLine($_.ScriptStackTrace) }
    exit 1
} finally {
    # The compiler server would outlive this script.
    if (Get-Command dotnet -CommandType Application -ErrorAction Ignore) { $null = dotnet build-server shutdown --vbcscompiler }
    foreach ($name in $before.Keys) { Set-Item "env:$name" $before[$name] }
    Pop-Location
}

exit 0
