#Requires -Version 5.1
#Requires -Modules PiecesOs

<#
.SYNOPSIS
    Reports all links of Pieces OS with their age, access and users, and revokes the old ones.
.DESCRIPTION
    The script reads all links, and writes an object and, with -ReportPath, a row of a table for each. With -Revoke, it also revokes the links that are older than -OlderThan, except those of -ExceptName and -ExceptTag. Without -Revoke, it changes nothing, so run it that way first.

    If the links, or the tags of -ExceptTag, cannot be read completely, nothing is revoked. A link whose age the server does not report is never revoked. You can run the script again at any time.
.PARAMETER OlderThan
    Specifies after how many days a link is stale. Fractions are allowed.
.PARAMETER Revoke
    Revokes the stale links permanently, for everyone. The assets are kept.
.PARAMETER ExceptName
    Specifies names of links or of their assets. Their links are not revoked. Wildcards are allowed.
.PARAMETER ExceptTag
    Specifies tags. Links to an asset that has one of them are not revoked. Wildcards are allowed. A tag that no asset has is an error, so that a typing error revokes nothing.
.PARAMETER ReportPath
    Specifies the CSV file of the report. It is replaced. By default, no file is written.
.PARAMETER Uri
    Specifies the address of Pieces OS, such as http://localhost:39300. By default, that of the connection of the session, or else it is found on this computer.
.PARAMETER TimeoutSec
    Specifies how many seconds to wait for a response. By default, the limit for lists grows with the library.
.EXAMPLE
    ./Revoke-StaleLink.ps1 -OlderThan 90 | Where-Object Action -eq Stale

    Shows the links that -Revoke would revoke.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Revoke-StaleLink.ps1 -OlderThan 90 -Revoke -ExceptTag keep -ReportPath ./links.csv

    Revokes the links that are older than 90 days, except those of assets with the tag keep. For a scheduler.
.OUTPUTS
    An object for each link: Action (Kept, Excepted, Stale, Revoked, or Failed), Link, Name, Asset, Access, Users, Created, AgeDays, OpenedBy, OpenCount, AssetId and ShareId.
.NOTES
    Exit codes:
    0  No link is stale, or all stale links were revoked.
    1  The script could not do its work, and revoked nothing. The error says why.
    2  Some links could not be revoked. An error names each. Run the script again.
    3  There are stale links, and -Revoke was not specified.

    With pwsh -File, each parameter has one value. To specify several, use a wildcard, or pwsh -Command.
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    [ValidateRange(0, 36500)] [double] $OlderThan = 30,
    [switch] $Revoke,
    [ValidateNotNullOrEmpty()] [string[]] $ExceptName,
    [ValidateNotNullOrEmpty()] [string[]] $ExceptTag,
    [ValidateNotNullOrEmpty()] [string] $ReportPath,
    [ValidateNotNullOrEmpty()] [string] $Uri,
    [ValidateRange(0.1, 86400)] [double] $TimeoutSec
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'

$server = @{}
if ($Uri) { $server.Uri = $Uri }
if ($TimeoutSec) { $server.TimeoutSec = $TimeoutSec }

# In an interactive session, such as one with a sandbox, the connection of the session is used.
$connection = if (-not $Uri) { Get-PiecesOsConnection }
if ($connection -and $TimeoutSec) { $server.Uri = $connection.Uri }
if (-not $connection -or $TimeoutSec) { $connection = Connect-PiecesOs @server }

# The assets whose links stay. If it is not known which these are, nothing is revoked.
$exceptAssets = @()
if ($ExceptTag) {
    $tagged = @(Get-PiecesAsset -Tag $ExceptTag -NoContent -Connection $connection -WarningVariable unknown)
    if ($unknown) { throw 'Pieces OS does not report all tags, so it is not known which links -ExceptTag excepts. Nothing was revoked.' }
    foreach ($pattern in $ExceptTag) {
        if (-not ($tagged | Where-Object { $_.Tags -like $pattern })) { throw "No asset has the tag '$pattern' of -ExceptTag. Nothing was revoked." }
    }
    $exceptAssets = @($tagged | ForEach-Object { $_.Id })
}

function Test-Excepted($Share) {
    $assets = @($Share.AssetId) + @($Share.Assets | ForEach-Object { $_.Id })
    if ($assets | Where-Object { $exceptAssets -contains $_ }) { return $true }
    foreach ($pattern in $ExceptName) {
        if ($Share.Name -like $pattern -or ($Share.Asset -and $Share.Asset.Name -like $pattern)) { return $true }
    }
    $false
}

# The whole list is read before the first link is revoked.
$shares = @(Get-PiecesShare -NoContent -Connection $connection)
$limit = [DateTimeOffset]::UtcNow.AddDays(-$OlderThan)
$exitCode = 0
$report = @(foreach ($share in $shares) {
    $row = [pscustomobject] @{
        Action    = 'Kept'
        Link      = $share.Link
        Name      = $share.Name
        Asset     = if ($share.Asset) { $share.Asset.Name } else { $null }
        Access    = $share.Access
        Users     = $share.GetUserEmails() -join ', '
        Created   = if ($share.Created) { $share.Created.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture) } else { $null }
        AgeDays   = if ($share.Created) { [math]::Round($share.Age, 1) } else { $null }
        OpenedBy  = @($share.Accessors | ForEach-Object { $_.User } | Where-Object { $_ } | Sort-Object -Unique) -join ', '
        OpenCount = [long] ($share.Accessors | ForEach-Object { $_.Count } | Measure-Object -Sum).Sum
        AssetId   = $share.AssetId
        ShareId   = $share.Id
    }

    if (-not $share.Created) {
        Write-Warning "Pieces OS does not report the age of the link $($share.Link), so it is kept."
    }
    elseif ($share.Created -lt $limit) {
        if (Test-Excepted $share) { $row.Action = 'Excepted' }
        elseif (-not $Revoke) {
            $row.Action = 'Stale'
            $exitCode = 3
        }
        else {
            try {
                Revoke-PiecesLink -Share $share -Confirm:$false -Connection $connection
                $row.Action = 'Revoked'
            }
            catch {
                # Somebody else may have revoked the link since the list was read.
                if ($_.FullyQualifiedErrorId -match '^(ShareGone|ShareNotFound),') { $row.Action = 'Revoked' }
                else {
                    Write-Error -ErrorRecord $_ -ErrorAction Continue
                    $row.Action = 'Failed'
                    $exitCode = 2
                }
            }
        }
    }
    $row
})

$report
if ($ReportPath) {
    $report | Export-Csv -LiteralPath "$ReportPath.new" -NoTypeInformation -Encoding UTF8
    Move-Item -LiteralPath "$ReportPath.new" -Destination $ReportPath -Force
}

exit $exitCode
