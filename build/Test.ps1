# Runs all suites to completion, and reports the results. build.ps1 dot-sources this file.

$resultsFolder = Join-Path $root 'out/test-results'
$suiteTimeout = New-TimeSpan -Minutes 15
$pesterProcesses = 3

# The suites that take longest, in this order. The others take less time, in any order.
$longSuites = [Collections.Generic.List[string]] @('PiecesOs.Jobs.Tests', 'PiecesOs.Module.Tests', 'PiecesOs.Server.Tests', 'RestCore.Tests')

# Suites often wait, so that two processors have work for five: three of Pester, and two others.
$suitesAtOnce = 5

function Invoke-Test {
    Assert-PowerShell Test
    Remove-Folder $resultsFolder
    $null = New-Item $resultsFolder -ItemType Directory

    # Restores wait for the network, so there is time to compile PowerShell meanwhile.
    $compilation = Start-PowerShellCompilation
    $pester = Get-PesterManifest

    # The analyzers take a third of the time of a build. Analyze runs them.
    $msbuildOptions = $msbuildOptions + '-p:RunAnalyzers=false'
    Invoke-ShippedRestore
    $restore = Start-TestRestore
    Invoke-Stage -NoRestore
    $powerShell = Get-CompiledPowerShell $compilation

    # The suites share two processors. Threads that spin while they wait for work take a sixth from the other suites. Many processes
    # start, sooner without diagnostics, whose pipes killed processes leave, and live too short for a collector in the background and
    # for code that is compiled again after 30 calls instead of 1,000 (hexadecimal).
    $before = @{}
    $runtime = @{
        DOTNET_ThreadPool_UnfairSemaphoreSpinLimit = '0'
        DOTNET_EnableDiagnostics                   = '0'
        DOTNET_gcConcurrent                        = '0'
        DOTNET_TC_CallCountThreshold               = '3E8'
    }
    foreach ($name in $runtime.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        Set-Item "env:$name" $runtime[$name]
    }
    $suites = @(Get-PesterSuite $pester $powerShell)
    try {
        # The Pester suites need only the module. They run while the other tests are built.
        foreach ($suite in $suites) { Start-Suite $suite }
        $running = $suites
        Invoke-TestBuild $restore
        Copy-CompiledEngine $powerShell (Join-Path $root 'tests/*.Tests/bin')

        # The longest suites start first, so that none runs alone at the end.
        $suites += @(Get-XunitSuite | Sort-Object { $place = $longSuites.IndexOf($_.Name); if ($place -lt 0) { $longSuites.Count } else { $place } })
        foreach ($suite in $suites | Where-Object { -not $_.Process }) {
            if ($running.Count -eq $suitesAtOnce) { $running = @(Wait-Suite $running) }
            Start-Suite $suite
            $running += $suite
        }
        while ($running.Count) { $running = @(Wait-Suite $running) }
    } finally {
        foreach ($name in $before.Keys) { Set-Item "env:$name" $before[$name] }
        foreach ($suite in $suites) {
            if ($suite.Process -and -not $suite.Process.HasExited) { Stop-ProcessTree $suite.Process }
        }
    }

    # The report lists the failures, and its last line must be the last line of the output.
    if (-not (Write-TestReport $suites)) { exit 1 }
}

# Starts to restore the packages of the tests. There are many, so the module is built meanwhile.
function Start-TestRestore {
    Start-Logged ('dotnet', 'restore', (Join-Path $root PiecesOs.Module.sln)) $root (Get-ResultPath restore log)
}

function Invoke-TestBuild($Restore) {
    $Restore.WaitForExit()
    if ($Restore.ExitCode -ne 0) { throw "Cannot restore the packages of the tests:`n$(Get-Content -LiteralPath (Get-ResultPath restore log) -Raw)" }
    Invoke-DotNet build (Join-Path $root PiecesOs.Module.sln) --no-restore -c $Configuration @msbuildOptions
}

# A suite is a hashtable: Name, Folder, Command and the version of PowerShell that runs it, if any. After the run, it also has
# ExitCode, Seconds and the results from its report.
function Get-XunitSuite {
    foreach ($folder in Get-ChildItem (Join-Path $root 'tests/*.Tests') -Directory) {
        $program = @(Get-Item (Join-Path $folder.FullName "bin/$Configuration/*/$($folder.Name).dll"))
        if ($program.Count -ne 1) {
            throw "Expected one $($folder.Name).dll but found $($program.Count). Add its project to PiecesOs.Module.sln, or run the task Clean first."
        }

        @{
            Name       = $folder.Name
            Folder     = $program[0].DirectoryName
            PowerShell = Get-HostedPowerShell $program[0].FullName
            Command    = 'dotnet', 'exec', $program[0].FullName, '-noLogo', '-noColor', '-result-junit', (Get-ResultPath $folder.Name xml)
        }
    }
}

# The version of PowerShell that a test program hosts.
function Get-HostedPowerShell([string] $Program) {
    $dependencies = [IO.File]::ReadAllText([IO.Path]::ChangeExtension($Program, 'deps.json'))
    if ($dependencies -match '"Microsoft\.PowerShell\.SDK/([^"]+)"') { $Matches[1] }
}

function Get-PesterSuite([string] $Manifest, $PowerShell) {
    $script = Join-Path $root 'build/Pester/RunSuites.ps1'
    foreach ($number in 1..$pesterProcesses) {
        $name = "Pester-$number"
        @{
            Name       = $name
            Folder     = $root
            PowerShell = "$($PSVersionTable.PSVersion)"
            Command    = @($PowerShell.Program) + $PowerShell.Arguments + @(
                '-ExecutionPolicy', 'Bypass', '-File', $script
                '-PesterManifest', $Manifest, '-ResultsFolder', $resultsFolder, '-Suite', $name)
        }
    }
}

function Get-PesterManifest {
    $manifest = dotnet msbuild (Join-Path $root 'build/Pester/Pester.csproj') -restore -t:FindPester -getProperty:PesterManifest
    if ($LASTEXITCODE -ne 0) { throw 'Pester, which the tests require, cannot be restored from NuGet (see above).' }
    $manifest
}

function Get-ResultPath([string] $Suite, [string] $Extension) { Join-Path $resultsFolder "$Suite.$Extension" }

function Start-Suite($Suite) {
    Write-Host "Running $($Suite.Name)"
    $Suite.Started = Get-Date
    $Suite.Process = Start-Logged $Suite.Command $Suite.Folder (Get-ResultPath $Suite.Name log)
}

# Waits until some of the running suites have ended, and returns the others. Ends a suite that takes too long, and its child processes.
function Wait-Suite($Running) {
    while ($true) {
        $ended = @($Running | Where-Object { $_.Process.HasExited -or (Get-Date) - $_.Started -gt $suiteTimeout })
        if ($ended) { break }
        Start-Sleep -Milliseconds 200
    }

    foreach ($suite in $ended) {
        if ($suite.Process.HasExited) {
            $suite.ExitCode = $suite.Process.ExitCode
        } else {
            Stop-ProcessTree $suite.Process
            $suite.ExitCode = "ended after $($suiteTimeout.TotalMinutes) minutes"
        }
        $suite.Seconds = ($suite.Process.ExitTime - $suite.Started).TotalSeconds
    }
    $Running | Where-Object { $_ -notin $ended }
}

# Starts a program, with all its output redirected to a file.
function Start-Logged([string[]] $Command, [string] $Folder, [string] $Log) {
    $line = @($Command | ForEach-Object { "`"$_`"" }) -join ' '
    $start = New-Object Diagnostics.ProcessStartInfo
    $start.UseShellExecute = $false
    $start.WorkingDirectory = $Folder
    if ($onWindows) {
        $start.FileName = $env:ComSpec
        $start.Arguments = "/d /s /c `"$line < NUL > `"$Log`" 2>&1`""
    } else {
        $start.FileName = '/bin/sh'
        $start.ArgumentList.Add('-c')
        $start.ArgumentList.Add("exec $line < /dev/null > `"$Log`" 2>&1")
    }

    $process = [Diagnostics.Process]::Start($start)
    $null = $process.Handle # Without this, the exit code is lost in Windows PowerShell.
    $process
}

function Stop-ProcessTree($Process) {
    if ($PSVersionTable.PSEdition -eq 'Core') { $Process.Kill($true) } else { $null = taskkill /T /F /PID $Process.Id }
    $Process.WaitForExit()
}
