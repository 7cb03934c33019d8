# Compiles assemblies for a platform, so that they are not compiled each time they run (ReadyToRun). build.ps1 dot-sources this file.

# The platforms for which the module ships compiled.
$compiledPlatforms = 'win-x64', 'linux-x64', 'osx-arm64'

# The assemblies of which a first command uses much.
$compiledAssemblies = 'PiecesOs.dll', 'PiecesOs.Client.dll', 'CloudflareSharing.Client.dll', 'Refit.dll', 'RestCore.dll'

# An installed PowerShell is compiled, but the .NET tool is not: each of its sessions compiles for a second. The Pester suites start
# hundreds of sessions, and the benchmarks measure the PowerShell that people have.
$compiledPowerShell = Join-Path $root 'out/powershell'

# Starts to compile files of a folder, as a process with its Log. The other files of the folder are copied, unless the options say so.
function Start-Compilation([string] $Name, [string] $Folder, [string[]] $File, [string] $Output, [string[]] $Options) {
    $log = Join-Path $root "out/compile-$Name.log"
    $null = New-Item (Split-Path $log) -ItemType Directory -Force
    $project = Join-Path $root build/ReadyToRun/ReadyToRun.csproj
    $paths = ($File | ForEach-Object { "$Folder/$_" }) -join '%3B'
    $parameters = "-p:SourceFolder=$Folder", "-p:CompiledFiles=$paths", "-p:BaseIntermediateOutputPath=obj/$Name/", "-p:BaseOutputPath=bin/$Name/"
    Start-Logged (@('dotnet', 'publish', $project, '-o', $Output) + $parameters + $Options + $msbuildOptions) $root $log |
        Add-Member Log $log -PassThru
}

# Starts to compile the staged module for a platform.
function Start-ModuleCompilation([string] $Platform) {
    $folder = Join-Path $stageFolder net8.0
    Start-Compilation $Platform $folder $compiledAssemblies (Join-Path $folder $Platform) '-r', $Platform, '-p:CompiledFilesOnly=true'
}

# Without a compiler, the module works, but starts more slowly.
function Wait-ModuleCompilation($Compilation) {
    foreach ($process in $Compilation) {
        $process.WaitForExit()
        if ($process.ExitCode -ne 0) { Write-Warning "The module cannot be compiled for a platform, so it starts more slowly there. See $($process.Log)." }
    }
}

# The platform of this process, as .NET names it.
function Get-Platform {
    $runtime = [Runtime.InteropServices.RuntimeInformation]
    if ($PSVersionTable.PSEdition -eq 'Core') { $runtime::RuntimeIdentifier } else { "win-$($runtime::ProcessArchitecture)".ToLowerInvariant() }
}

# Starts to compile PowerShell, unless it is an installed one.
function Start-PowerShellCompilation {
    if ((Get-PowerShellCommand).Path -notlike '*.dll') { return }
    Start-Compilation PowerShell $PSHOME System.Management.Automation.dll, 'Microsoft.PowerShell.*.dll' $compiledPowerShell
}

# The command of the compiled PowerShell, or of this one if it is installed or there is no compiler for this platform.
function Get-CompiledPowerShell($Compilation) {
    if ($Compilation) {
        $Compilation.WaitForExit()
        if ($Compilation.ExitCode -eq 0) { return Get-PowerShellCommand $compiledPowerShell }
        Write-Warning "PowerShell cannot be compiled for this platform, so each session takes a second longer. See $($Compilation.Log)."
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
