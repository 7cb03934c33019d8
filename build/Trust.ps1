# Runs every trial of PiecesOs.Trust.Tests, of which the task Test runs a sample. build.ps1 dot-sources this file.

# Writes docs/trust.md; ends with exit code 1 if something was not survived, and then the page names it.
function Invoke-Trust {
    Assert-PowerShell Trust -Core
    Invoke-Stage
    $project = Join-Path $root tests/PiecesOs.Trust.Tests
    Invoke-DotNet build $project -c $Configuration @msbuildOptions
    $program = Get-Item (Join-Path $project "bin/$Configuration/*/PiecesOs.Trust.Tests.dll")
    $before = $env:PIECESOS_TRUST_REPORT, $env:DOTNET_TieredPGO
    $env:PIECESOS_TRUST_REPORT = Join-Path $root docs/trust.md
    $env:DOTNET_TieredPGO = '0'
    try {
        Invoke-DotNet exec $program.FullName -noLogo -noColor
    } finally {
        $env:PIECESOS_TRUST_REPORT, $env:DOTNET_TieredPGO = $before
    }
}
