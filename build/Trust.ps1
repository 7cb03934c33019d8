# Runs every trial of PiecesOs.Trust.Tests. The task Test runs only a sample of them. build.ps1 dot-sources this file.

# Writes docs/trust.md. If a trial fails, the exit code is 1 and the page lists the trial.
function Invoke-Trust {
    Assert-PowerShell Trust -Core
    Invoke-Stage
    $project = Join-Path $root tests/PiecesOs.Trust.Tests
    Invoke-DotNet build $project -c $Configuration @msbuildOptions
    $program = Get-Item (Join-Path $project "bin/$Configuration/*/PiecesOs.Trust.Tests.dll")
    $before = $env:PIECESOS_TRUST_REPORT
    $env:PIECESOS_TRUST_REPORT = Join-Path $root docs/trust.md
    try {
        Invoke-DotNet exec $program.FullName -noLogo -noColor
    } finally {
        $env:PIECESOS_TRUST_REPORT = $before
    }
}
