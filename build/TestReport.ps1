# Reads the JUnit reports of the suites and writes a summary. build.ps1 dot-sources this file.

$linesPerFailure = 25
$slowestShown = 10

# Writes the report. Its last line is 'N passed, N failed, N skipped'. Returns whether all tests passed.
function Write-TestReport($Suites) {
    foreach ($suite in $Suites) { Add-TestResult $suite }
    $tests = @($Suites | ForEach-Object { $_.Tests })
    $failures = @($Suites | ForEach-Object { $_.Failures })

    Write-Host
    foreach ($suite in $Suites) { Write-Host $suite.Summary }
    $inPowerShell = @($Suites | Where-Object { $_.PowerShell } | ForEach-Object { $_.Tests }).Count
    Write-Host "$inPowerShell of $($tests.Count) tests ran the module in PowerShell."
    if ($failures) { Write-Host }
    foreach ($failure in $failures) {
        Write-Host "failed: $($failure.Title)"
        foreach ($line in $failure.Details) { Write-Host "    $line" }
    }

    $skipped = @($tests | Where-Object Outcome -EQ skipped)
    if ($skipped) { Write-Host }
    foreach ($test in $skipped) { Write-Host "skipped: $($test.Suite): $($test.Name): $($test.Reason)" }

    Write-Host "`nThe slowest tests:"
    foreach ($test in $tests | Sort-Object Seconds -Descending | Select-Object -First $slowestShown) {
        Write-Host ('{0,8}  {1}: {2}' -f (Format-Seconds $test.Seconds), $test.Suite, $test.Name)
    }

    # A suite that did not complete counts as one failure, so that the totals match the lines above.
    Write-Host ("`n{0} passed, {1} failed, {2} skipped" -f @($tests | Where-Object Outcome -EQ passed).Count, $failures.Count, $skipped.Count)
    $failures.Count -eq 0
}

# Adds Tests, Failures and Summary to a suite that has run.
function Add-TestResult($Suite) {
    $Suite.Tests = @(Read-JUnitReport $Suite.Name)
    $counts = @{ passed = 0; failed = 0; skipped = 0 }
    foreach ($test in $Suite.Tests) { $counts[$test.Outcome]++ }

    $Suite.Failures = @(
        foreach ($test in $Suite.Tests | Where-Object Outcome -EQ failed) {
            @{ Title = "$($Suite.Name): $($test.Name)"; Details = Select-Telling ($test.Reason -split '\r?\n') | Select-Object -First $linesPerFailure }
        }

        # All runners exit with 0 if all tests passed, and with 1 if some failed.
        $expected = [int] ($counts.failed -gt 0)
        $isComplete = $Suite.Tests.Count -gt 0 -and "$($Suite.ExitCode)" -eq "$expected"
        if (-not $isComplete) {
            $log = Get-ResultPath $Suite.Name log
            $lines = if (Test-Path -LiteralPath $log) { Get-Content -LiteralPath $log }
            @{
                Title   = "$($Suite.Name) did not complete (exit code $($Suite.ExitCode), $($Suite.Tests.Count) tests reported)"
                Details = Select-Telling $lines | Select-Object -Last $linesPerFailure
            }
        }
    )

    $name = if ($Suite.PowerShell) { "$($Suite.Name) (PowerShell $($Suite.PowerShell))" } else { $Suite.Name }
    $Suite.Summary = '{0}: {1} passed, {2} failed, {3} skipped in {4}' -f
        $name, $counts.passed, $counts.failed, $counts.skipped, (Format-Seconds $Suite.Seconds)
    if (-not $isComplete) { $Suite.Summary += ', did not complete' }
}

# Returns the tests of a suite, which has one report, or one for each file of tests. If it crashed, a report is missing or incomplete,
# which counts as no tests.
function Read-JUnitReport([string] $Suite) {
    $reports = foreach ($file in Get-ChildItem -LiteralPath $resultsFolder -Filter "$Suite*.xml") {
        $report = New-Object Xml.XmlDocument
        try { $report.Load($file.FullName) } catch { continue }
        $report
    }

    foreach ($case in $reports | ForEach-Object { $_.SelectNodes('//testcase') }) {
        $failure = $case.SelectSingleNode('failure | error')
        $skip = $case.SelectSingleNode('skipped')
        [pscustomobject] @{
            Suite   = $Suite
            Name    = $case.GetAttribute('name')
            Seconds = [double]::Parse($case.GetAttribute('time'), [cultureinfo]::InvariantCulture)
            Outcome = if ($failure) { 'failed' } elseif ($skip) { 'skipped' } else { 'passed' }
            Reason  = if ($failure) { "$($failure.GetAttribute('message'))`n$($failure.InnerText)" } elseif ($skip) { Get-SkipReason $skip }
        }
    }
}

# Pester writes the reason as 'Exception: is skipped, because REASON'.
function Get-SkipReason($Element) {
    $reason = "$($Element.GetAttribute('message'))" -replace '^Exception: is skipped(, because )?' -replace '\s+', ' '
    if ($reason) { $reason } else { 'no reason given' }
}

# Omits empty lines and the stack frames of the runtime and of the test framework.
function Select-Telling([string[]] $Lines) {
    $Lines | Where-Object { $_ -match '\S' -and $_ -notmatch '^\s*at (System|Xunit|Microsoft)\.' } | ForEach-Object { $_.TrimEnd() }
}

function Format-Seconds([double] $Seconds) { $Seconds.ToString('0.0', [cultureinfo]::InvariantCulture) + ' s' }
