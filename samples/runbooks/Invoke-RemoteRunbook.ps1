#Requires -Version 5.1

<#
.SYNOPSIS
    Runs a runbook on many computers at once by PowerShell remoting.
.DESCRIPTION
    The script sends the text of a runbook to each computer, which runs it from a temporary folder and deletes it. The runbook does not have to be on the computer. The module PiecesOs and Pieces OS do.

    Each computer has one result. If a computer cannot be reached, or the runbook fails there or does not end in time, that is one error, and the other computers are not affected.
.PARAMETER Runbook
    Specifies the path of the runbook on this computer, such as Backup-PiecesLibrary.ps1.
.PARAMETER Parameter
    Specifies the parameters of the runbook. Paths in them are those of the other computers.
.PARAMETER ComputerName
    Specifies the names of the computers, for WinRM.
.PARAMETER Credential
    Specifies the user for -ComputerName. By default, it is the current user.
.PARAMETER Session
    Specifies sessions from New-PSSession, such as New-PSSession -HostName for SSH. The script does not close them.
.PARAMETER ThrottleLimit
    Specifies how many computers run the runbook at a time.
.PARAMETER TimeoutMinutes
    Specifies how many minutes to wait for all computers. A runbook that has not ended by then is stopped.
.EXAMPLE
    ./Invoke-RemoteRunbook.ps1 -Runbook ./Backup-PiecesLibrary.ps1 -Parameter @{ Path = 'D:\Backup' } -ComputerName web1, web2

    Backs up the libraries of two computers to a folder on each.
.EXAMPLE
    $sessions = New-PSSession -HostName ada@build1, ada@build2
    ./Invoke-RemoteRunbook.ps1 -Runbook ./Revoke-StaleLink.ps1 -Session $sessions | ForEach-Object Output | Export-Csv ./links.csv

    Writes the links of two computers, over SSH, to one table.
.OUTPUTS
    An object for each computer: ComputerName, Succeeded, ExitCode (that of the runbook, or null if it did not end), Output (the objects of the runbook) and Errors (their messages).
.NOTES
    Exit codes:
    0  The runbook ended with exit code 0 on all computers.
    1  The script could not do its work. The error says why.
    2  Some computers failed, or the runbook ended there with another exit code. An error names each computer.

    The other computers must allow scripts (Get-ExecutionPolicy).
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    # None is mandatory, because PowerShell prompts for mandatory parameters.
    [string] $Runbook,
    [ValidateNotNull()] [hashtable] $Parameter = @{},
    [ValidateNotNullOrEmpty()] [string[]] $ComputerName,
    [pscredential] $Credential,
    [ValidateNotNullOrEmpty()] [Management.Automation.Runspaces.PSSession[]] $Session,
    [ValidateRange(1, 1000)] [int] $ThrottleLimit = 16,
    [ValidateRange(0.01, 10000)] [double] $TimeoutMinutes = 60
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'

if (-not $Runbook) { throw 'Specify -Runbook, the path of the script to run.' }
if (-not $ComputerName -and -not $Session) { throw 'Specify -ComputerName or -Session, the computers.' }
if ($ComputerName -and $Session) { throw 'Specify either -ComputerName or -Session.' }
$file = Get-Item -LiteralPath $Runbook

# Runs on the other computer. A script in a file can end with an exit code without ending the session.
$remote = {
    param([string] $Name, [string] $Text, [hashtable] $Parameter)
    $folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
    $null = New-Item -ItemType Directory -Path $folder
    try {
        $script = Join-Path $folder $Name
        Set-Content -LiteralPath $script -Value $Text -Encoding UTF8
        $global:LASTEXITCODE = 0
        & $script @Parameter
        [pscustomobject] @{ RunbookExitCode = $global:LASTEXITCODE }
    }
    finally { Remove-Item -LiteralPath $folder -Recurse -Force }
}

$target = if ($Session) { @{ Session = $Session } } else { @{ ComputerName = $ComputerName } }
if ($Credential -and $ComputerName) { $target.Credential = $Credential }
$text = Get-Content -LiteralPath $file.FullName -Raw -Encoding UTF8
$job = Invoke-Command @target -ScriptBlock $remote -ArgumentList $file.Name, $text, $Parameter -ThrottleLimit $ThrottleLimit -AsJob
try {
    # Not Wait-Job, which ends with an error for all computers if one of them prompts.
    $ended = 'Completed', 'Failed', 'Stopped'
    $limit = (Get-Date).AddMinutes($TimeoutMinutes)
    while (($job.ChildJobs | Where-Object State -NotIn $ended) -and (Get-Date) -lt $limit) { Start-Sleep -Milliseconds 200 }

    $exitCode = 0
    foreach ($computer in $job.ChildJobs) {
        $hasEnded = $computer.State -in $ended
        if (-not $hasEnded) { Stop-Job -Job $computer }
        $received = @(Receive-Job -Job $computer -ErrorAction SilentlyContinue -ErrorVariable failures -WarningAction SilentlyContinue -WarningVariable warnings)
        foreach ($warning in $warnings) { Write-Warning "$($computer.Location): $warning" }
        $isEnd = { $null -ne $_ -and $_.PSObject.Properties['RunbookExitCode'] }
        $end = $received | Where-Object $isEnd | Select-Object -Last 1

        $problems = @($failures | ForEach-Object { "$_" })
        if (-not $hasEnded) { $problems += "The runbook did not end within $TimeoutMinutes minutes." }
        $result = [pscustomobject] @{
            ComputerName = $computer.Location
            Succeeded    = $end -and $end.RunbookExitCode -eq 0
            ExitCode     = if ($end) { $end.RunbookExitCode } else { $null }
            Output       = @($received | Where-Object { -not (& $isEnd) })
            Errors       = $problems
        }
        $result
        if (-not $result.Succeeded) {
            $what = if ($end) { "The runbook ended with exit code $($end.RunbookExitCode)." } else { 'The runbook did not run to its end.' }
            Write-Error "$($computer.Location): $what $($problems | Select-Object -First 1)" -TargetObject $computer.Location -ErrorAction Continue
            $exitCode = 2
        }
    }
}
finally { Remove-Job -Job $job -Force }

exit $exitCode
