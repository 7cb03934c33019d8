# Compiles the PowerShell that runs the build for this platform. build.ps1 dot-sources this file.
#
# An installed PowerShell is compiled, but the .NET tool is not: each of its sessions compiles for a second. The Pester suites start
# hundreds of sessions, and the benchmarks measure the PowerShell that people have.

$compiledPowerShell = Join-Path $root 'out/powershell'
$compilationLog = Join-Path $root 'out/powershell.log'

# Starts to compile it, unless it is an installed PowerShell.
function Start-PowerShellCompilation {
    if ((Get-PowerShellCommand).Path -notlike '*.dll') { return }
    $null = New-Item (Split-Path $compilationLog) -ItemType Directory -Force
    $project = Join-Path $root build/PowerShell/PowerShell.csproj
    Start-Logged (@('dotnet', 'publish', $project, '-o', $compiledPowerShell, "-p:PowerShellFolder=$PSHOME") + $msbuildOptions) $root $compilationLog
}

# The command of the compiled PowerShell, or of this one if it is installed or there is no compiler for this platform.
function Get-CompiledPowerShell($Compilation) {
    if ($Compilation) {
        $Compilation.WaitForExit()
        if ($Compilation.ExitCode -eq 0) { return Get-PowerShellCommand $compiledPowerShell }
        Write-Warning "PowerShell cannot be compiled for this platform, so each session takes a second longer. See $compilationLog."
    }
    Get-PowerShellCommand
}

# Test programs host PowerShell from the package of its SDK, which has the same assemblies, not compiled either.
function Copy-CompiledEngine($PowerShell, [string] $Folder) {
    if ((Split-Path $PowerShell.Path) -ne $compiledPowerShell) { return }
    $platform = if ($onWindows) { 'win' } else { 'unix' }
    foreach ($file in Get-ChildItem (Join-Path $Folder "$Configuration/*/runtimes/$platform/lib/*/*.dll")) {
        $compiled = Join-Path $compiledPowerShell $file.Name
        if ($file.Name -match '^(System\.Management\.Automation|Microsoft\.PowerShell\..+)\.dll$' -and (Test-Path $compiled)) { Copy-Item $compiled $file.FullName }
    }
}
