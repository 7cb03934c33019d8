#requires -Modules PiecesOs

<#
.SYNOPSIS
Reports who can see what: the links of Pieces OS and the shares of Cloudflare.

.DESCRIPTION
Returns an object for each link and each share, with its age, access or status, recipients and resources. -CsvPath and -HtmlPath also write
them to a file. The page has a chart and a table that sorts, and needs nothing else: it works from a file, in light and dark, and on paper.
SharingReport.html must be in the folder of this script.

Nothing is changed. Existing files are replaced when everything was read.

.PARAMETER Pieces
Includes the links of Pieces OS.

.PARAMETER AccountId
Includes the shares that these Cloudflare accounts send and receive.

.PARAMETER OrganizationId
Includes the shares of these Cloudflare organizations.

.PARAMETER CloudflareConnection
Specifies the connection to Cloudflare, as returned by Connect-CloudflareSharing, or a sandbox. By default, the environment variables
CLOUDFLARE_API_TOKEN and so on are used.

.PARAMETER PiecesConnection
Specifies the connection to Pieces OS. By default, the script finds Pieces OS.

.PARAMETER CsvPath
Specifies the CSV file to write.

.PARAMETER HtmlPath
Specifies the HTML file to write.

.EXAMPLE
./Export-SharingReport.ps1 -Pieces -HtmlPath ./sharing.html

Writes a page with all links of Pieces OS.

.EXAMPLE
./Export-SharingReport.ps1 -AccountId 023e105f4ecef8ad9ca31a8372d0c353 | Where-Object Age -gt 90

Gets the Cloudflare shares that are older than 90 days.

.NOTES
Any error ends the script, so that a report is never incomplete without notice. pwsh -File ends with exit code 1 then, and with 0 otherwise.
#>
[CmdletBinding()]
param(
    [switch] $Pieces,
    [string[]] $AccountId = @(),
    [string[]] $OrganizationId = @(),
    $CloudflareConnection,
    $PiecesConnection,
    [string] $CsvPath,
    [string] $HtmlPath
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$cloudflare = if ($CloudflareConnection) { @{ Connection = $CloudflareConnection } } else { @{} }
$connection = if ($PiecesConnection) { @{ Connection = $PiecesConnection } } else { @{} }

function Get-LinkRow {
    $names = @{}
    foreach ($asset in Get-PiecesAsset -NoContent @connection) { $names[$asset.Id] = $asset.Name }
    foreach ($share in Get-PiecesShare @connection) {
        $ids = @(if ($share.Assets) { $share.Assets.Id } else { $share.AssetId })
        # Pieces OS may not say for whom a private link is.
        $users = $share.GetUserEmails()
        $who = if ($share.Access -eq 'PUBLIC') { 'anyone with the link' } elseif ($users) { $users } else { 'users unknown' }
        [pscustomobject] @{
            Service    = 'Pieces'
            Owner      = ''
            Name       = if ($share.Name) { $share.Name } else { @($ids | ForEach-Object { $names["$_"] }) -ne $null -join ', ' }
            Access     = $share.Access
            Age        = if ($null -ne $share.Age) { [math]::Round($share.Age, 1) }
            Recipients = @($who; foreach ($one in $share.Accessors) { "$one (opened)" }) -join ', '
            Resources  = $ids -join ', '
            Id         = $share.Link
        }
    }
}

function Get-ShareRow([hashtable] $Of) {
    foreach ($share in Get-CloudflareShare @Of @cloudflare | Where-Object Status -ne deleted) {
        # The recipients of an organization's share are listed in the account that sends it.
        $path = @{ AccountId = if ($share.PathAccountId) { $share.PathAccountId } else { $share.AccountId } }
        $recipients = $share | Get-CloudflareShareRecipient @path @cloudflare | Where-Object Status -ne disassociated
        $resources = $share | Get-CloudflareShareResource @path @cloudflare | Where-Object Status -ne deleted
        [pscustomobject] @{
            Service    = 'Cloudflare'
            Owner      = $share.AccountName
            Name       = $share.Name
            Access     = "$($share.Kind) $($share.Status)".Trim()
            Age        = if ($null -ne $share.Age) { [math]::Round($share.Age, 1) }
            Recipients = @($recipients | ForEach-Object { "$($_.RecipientAccountId) $($_.Status)" }) -join ', '
            Resources  = @($resources | ForEach-Object { "$($_.ResourceType) $($_.ResourceId)" }) -join ', '
            Id         = $share.Id
        }
    }
}

# Puts the rows into the page, as JSON.
function ConvertTo-Page([object[]] $Rows) {
    $report = ConvertTo-Json @{ Written = (Get-Date).ToUniversalTime().ToString('yyyy-MM-dd HH:mm') + ' UTC'; Rows = @($Rows) } -Depth 3 -Compress
    [IO.File]::ReadAllText((Join-Path $PSScriptRoot SharingReport.html)).Replace('{"Rows":[]}', $report.Replace('<', '\u003c'))
}

# Writes a file that replaces an existing one only when it is complete.
function Write-Report([string] $Path, [string[]] $Text) {
    $full = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    $unfinished = "$full.partial"
    [IO.File]::WriteAllLines($unfinished, $Text)
    Move-Item -LiteralPath $unfinished -Destination $full -Force
}

$rows = @(
    if ($Pieces) { Get-LinkRow }
    foreach ($id in $AccountId) { Get-ShareRow @{ AccountId = $id } }
    foreach ($id in $OrganizationId) { Get-ShareRow @{ OrganizationId = $id } }
) | Sort-Object Service, Id -Unique
$rows = @($rows | Sort-Object Age -Descending)

if ($CsvPath) { Write-Report $CsvPath ($rows | ConvertTo-Csv -NoTypeInformation) }
if ($HtmlPath) { Write-Report $HtmlPath (ConvertTo-Page $rows) }
$rows
