#Requires -Version 5.1
#Requires -Modules PiecesOs

<#
.SYNOPSIS
    Compares the Cloudflare shares of an account with a file, and reports each difference.
.DESCRIPTION
    The file has the desired state in the form of Sync-CloudflareShare. Export-CloudflareShare writes such a file. The script reports what Sync-CloudflareShare would change, and changes nothing. You can run it at any time, with a token that can only read. PowerShell also shows the differences of each share on the console, after the words What if.
.PARAMETER Path
    Specifies the file with the desired state.
.PARAMETER AccountId
    Specifies the ID of the account. By default, it is that of the variable CLOUDFLARE_ACCOUNT_ID.
.PARAMETER ApiToken
    Specifies the API token. By default, it is that of the variable CLOUDFLARE_API_TOKEN, so that no command line contains it.
.PARAMETER ApiKey
    Specifies the email address and the global API key of a user, as an alternative to -ApiToken.
.PARAMETER IgnoreExtra
    Ignores shares, recipients and resources that are not in the file.
.PARAMETER ReportPath
    Specifies the CSV file of the report. It is replaced. Without differences, it is empty. By default, no file is written.
.PARAMETER BaseUri
    Specifies the address of another server, such as a sandbox, with its path.
.PARAMETER TimeoutSec
    Specifies how many seconds to wait for a response.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Test-CloudflareDrift.ps1 -Path ./shares.json -ReportPath ./drift.csv

    Compares the account of CLOUDFLARE_ACCOUNT_ID with the file. For a scheduler.
.EXAMPLE
    ./Test-CloudflareDrift.ps1 -Path ./shares.json -ApiToken (Get-Secret Cloudflare) | Format-Table Action, Kind, Share, Target

    Shows the differences. The token comes from a vault.
.OUTPUTS
    An object for each difference: Action (Create, Update, or Remove: what would make the account as the file says), Kind (Share, Recipient, ExcludedRecipient, or Resource), Share, Target and Detail.
.NOTES
    Exit codes:
    0  The account is as the file says.
    1  The comparison is not complete. The error says why.
    3  There are differences.
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    # Not mandatory, because PowerShell prompts for mandatory parameters.
    [string] $Path,
    [ValidateNotNullOrEmpty()] [string] $AccountId,
    [securestring] $ApiToken,
    [pscredential] $ApiKey,
    [switch] $IgnoreExtra,
    [ValidateNotNullOrEmpty()] [string] $ReportPath,
    [ValidateNotNullOrEmpty()] [string] $BaseUri,
    [ValidateRange(0.1, 86400)] [double] $TimeoutSec
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'

if (-not $Path) { throw 'Specify -Path, the file with the desired state.' }

$server = @{}
if ($AccountId) { $server.AccountId = $AccountId }
if ($ApiToken) { $server.ApiToken = $ApiToken }
if ($ApiKey) { $server.ApiKey = $ApiKey }
if ($BaseUri) { $server.BaseUri = $BaseUri }
if ($TimeoutSec) { $server.TimeoutSec = $TimeoutSec }
$connection = Connect-CloudflareSharing @server

$differences = @(Sync-CloudflareShare -Path $Path -Prune:(-not $IgnoreExtra) -WhatIf -Connection $connection | ForEach-Object {
    [pscustomobject] @{ Action = "$($_.Action)"; Kind = "$($_.Kind)"; Share = $_.Share; Target = $_.Target; Detail = $_.Detail }
})

$differences
if ($ReportPath) {
    $null = New-Item -ItemType File -Path "$ReportPath.new" -Force
    if ($differences) { $differences | Export-Csv -LiteralPath "$ReportPath.new" -NoTypeInformation -Encoding UTF8 }
    Move-Item -LiteralPath "$ReportPath.new" -Destination $ReportPath -Force
}

exit $(if ($differences) { 3 } else { 0 })
