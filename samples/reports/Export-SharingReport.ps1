#requires -Modules PiecesOs

<#
.SYNOPSIS
Reports who can see what: the links of Pieces OS and the shares of Cloudflare.

.DESCRIPTION
Returns an object for each link and each share, with its age, access or status, recipients and resources. -CsvPath and -HtmlPath also write
them to a file. The page has a chart and a table that sorts, and needs nothing else: it works from a file, in light and dark, and on paper.

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
        [pscustomobject] @{
            Service    = 'Pieces'
            Owner      = ''
            Name       = if ($share.Name) { $share.Name } else { @($ids | ForEach-Object { $names["$_"] }) -ne $null -join ', ' }
            Access     = $share.Access
            Age        = if ($null -ne $share.Age) { [math]::Round($share.Age, 1) }
            Recipients = @($share.GetUserEmails(); foreach ($one in $share.Accessors) { "$one (opened)" }) -join ', '
            Resources  = $ids -join ', '
            Id         = $share.Link
        }
    }
}

function Get-ShareRow([hashtable] $Of) {
    foreach ($share in Get-CloudflareShare @Of @cloudflare | Where-Object Status -ne deleted) {
        # The recipients of an organization's share are listed in the account that sends it.
        $path = @{ AccountId = if ($share.PathAccountId) { $share.PathAccountId } else { $share.AccountId } }
        $recipients = $share | Get-CloudflareShareRecipient @path @cloudflare | Where-Object AssociationStatus -ne disassociated
        $resources = $share | Get-CloudflareShareResource @path @cloudflare | Where-Object Status -ne deleted
        [pscustomobject] @{
            Service    = 'Cloudflare'
            Owner      = $share.AccountName
            Name       = $share.Name
            Access     = "$($share.Kind) $($share.Status)".Trim()
            Age        = if ($null -ne $share.Age) { [math]::Round($share.Age, 1) }
            Recipients = @($recipients | ForEach-Object { "$($_.RecipientAccountId) $($_.AssociationStatus)" }) -join ', '
            Resources  = @($resources | ForEach-Object { "$($_.ResourceType) $($_.ResourceId)" }) -join ', '
            Id         = $share.Id
        }
    }
}

function ConvertTo-Page([object[]] $Rows) {
    function Encode($Text) { [Net.WebUtility]::HtmlEncode("$Text") }

    $groups = @(
        @{ Name = 'up to 7 days'; Count = @($Rows | Where-Object Age -LE 7).Count }
        @{ Name = '8 to 30 days'; Count = @($Rows | Where-Object { $_.Age -gt 7 -and $_.Age -le 30 }).Count }
        @{ Name = '31 to 90 days'; Count = @($Rows | Where-Object { $_.Age -gt 30 -and $_.Age -le 90 }).Count }
        @{ Name = 'over 90 days'; Count = @($Rows | Where-Object Age -GT 90).Count }
    )
    $max = [math]::Max(1, ($groups.Count | Measure-Object -Maximum).Maximum)
    $bars = for ($i = 0; $i -lt $groups.Count; $i++) {
        $y = $i * 32
        $width = [int] (400 * $groups[$i].Count / $max)
        "<text x='0' y='$($y + 20)'>$($groups[$i].Name)</text><rect x='120' y='$($y + 4)' width='$width' height='22' rx='3'/><text x='$(128 + $width)' y='$($y + 20)'>$($groups[$i].Count)</text>"
    }
    $columns = 'Service', 'Owner', 'Name', 'Access', 'Age', 'Recipients', 'Resources', 'Id'
    $header = foreach ($column in $columns) { "<th aria-sort='none'><button>$column</button></th>" }
    $lines = foreach ($row in $Rows) {
        $cells = foreach ($column in $columns) { "<td>$(Encode $row.$column)</td>" }
        "<tr>$(-join $cells)</tr>"
    }
    @"
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Sharing report</title>
<style>
:root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d); --bar: light-dark(#0969da, #4493f8); }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1200px; padding: 0 1rem; }
svg { width: 100%; max-width: 600px; height: auto; fill: currentColor; font-size: 14px; }
rect { fill: var(--bar); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; min-width: 4rem; }
th button { all: unset; cursor: pointer; font-weight: 600; }
th button:focus-visible { outline: 2px solid var(--bar); }
th[aria-sort=ascending] button::after { content: ' \25B2'; }
th[aria-sort=descending] button::after { content: ' \25BC'; }
@media print { :root { color-scheme: light; } body { margin: 0; max-width: none; } rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; } thead { display: table-header-group; } tr { break-inside: avoid; } }
</style>
</head>
<body>
<h1>Sharing report</h1>
<p>$($Rows.Count) links and shares, $(Encode (Get-Date).ToUniversalTime().ToString('yyyy-MM-dd HH:mm')) UTC</p>
<h2>Age</h2>
<svg viewBox="0 0 600 128" role="img" aria-label="Number of links and shares by age">$(-join $bars)</svg>
<h2>Links and shares</h2>
<div class="scroll"><table>
<thead><tr>$(-join $header)</tr></thead>
<tbody>
$($lines -join "`n")
</tbody>
</table></div>
<script>
for (const button of document.querySelectorAll('th button')) button.addEventListener('click', () => {
  const head = button.parentElement, up = head.getAttribute('aria-sort') !== 'ascending', column = head.cellIndex
  for (const other of head.parentElement.cells) other.setAttribute('aria-sort', 'none')
  head.setAttribute('aria-sort', up ? 'ascending' : 'descending')
  const body = document.querySelector('tbody'), text = row => row.cells[column].textContent
  const compare = new Intl.Collator(undefined, { numeric: true }).compare
  body.append(...[...body.rows].sort((a, b) => (up ? 1 : -1) * compare(text(a), text(b))))
})
</script>
</body>
</html>
"@
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
