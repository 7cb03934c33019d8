#Requires -Version 5.1
#Requires -Modules PiecesOs

<#
.SYNOPSIS
    Creates public links to the snippets of a release, and revokes those of old releases.
.DESCRIPTION
    With -Release and -Path, the script saves the files as assets with the tag release-NAME, and creates a link to each. With -Release and -Tag, it creates a link to each asset that has the tag. The links are written to -CsvPath.

    With -RevokeOlderThan, it revokes the links in -CsvPath that were published longer ago.

    You can run the script again at any time. A file that is already an asset of the release is not saved again, even if the file has changed since. A public link that exists is used, so a snippet never has two; it is then revoked like the others. A snippet whose link was revoked is not published again for the same release. A link that a newer release uses too is not revoked yet.
.PARAMETER Release
    Specifies the name of the release: letters, digits and the characters . _ + -.
.PARAMETER Path
    Specifies the files to publish. Wildcards are allowed. Each file needs a name of its own.
.PARAMETER Tag
    Specifies the tags of the assets to publish. An asset needs only one of them. Wildcards are allowed.
.PARAMETER CsvPath
    Specifies the file of the links. It has a row for each, with Release, Name, Link, Published and Revoked (times in UTC), AssetId and ShareId. The script needs it to revoke links.
.PARAMETER RevokeOlderThan
    Specifies after how many days links are revoked. Fractions are allowed. By default, no link is revoked.
.PARAMETER Uri
    Specifies the address of Pieces OS, such as http://localhost:39300. By default, that of the connection of the session, or else it is found on this computer.
.PARAMETER TimeoutSec
    Specifies how many seconds to wait for a response. By default, the limit for lists grows with the library.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Publish-ReleaseSnippet.ps1 -Release v1.2.0 -Path './snippets/*' -CsvPath ./links.csv

    Publishes the files of a folder. For the pipeline that makes the release.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Publish-ReleaseSnippet.ps1 -CsvPath ./links.csv -RevokeOlderThan 7

    Revokes the links that are older than a week. For a scheduler.
.OUTPUTS
    An object for each link: Action (Published, Existing, Revoked, or AlreadyRevoked), Release, Name, Link, Published, Revoked, AssetId and ShareId.
.NOTES
    Exit codes:
    0  All snippets have links, and all old links are revoked.
    1  The script could not do its work. The error says why. Run it again.
    2  Some snippets could not be published, or some links not revoked. An error names each. Run the script again.

    With pwsh -File, each parameter has one value. To specify several, use a wildcard, or pwsh -Command.
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    # None is mandatory, because PowerShell prompts for mandatory parameters.
    [ValidatePattern('^[\w.+-]+$')] [string] $Release,
    [ValidateNotNullOrEmpty()] [string[]] $Path,
    [ValidateNotNullOrEmpty()] [string[]] $Tag,
    [string] $CsvPath,
    [ValidateRange(0, 36500)] [double] $RevokeOlderThan,
    [ValidateNotNullOrEmpty()] [string] $Uri,
    [ValidateRange(0.1, 86400)] [double] $TimeoutSec
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'

$revokes = $PSBoundParameters.ContainsKey('RevokeOlderThan')
if (-not $CsvPath) { throw 'Specify -CsvPath, the file of the links.' }
if (-not $Path -and -not $Tag -and -not $revokes) { throw 'Specify -Path or -Tag to publish snippets, -RevokeOlderThan to revoke old links, or both.' }
if (($Path -or $Tag) -and -not $Release) { throw 'Specify -Release, the name of the release.' }

$files = @()
if ($Path) {
    $files = @(Get-Item -Path $Path | Where-Object { -not $_.PSIsContainer } | Sort-Object FullName -Unique -CaseSensitive)
    if (-not $files) { throw "No file matches -Path '$($Path -join "', '")'." }
    $same = $files | Group-Object Name | Where-Object Count -GT 1 | Select-Object -First 1
    if ($same) { throw "Several files have the name '$($same.Name)'. Each snippet of a release needs a name of its own." }
}

$columns = 'Release', 'Name', 'Link', 'Published', 'Revoked', 'AssetId', 'ShareId'
$rows = New-Object Collections.Generic.List[object]
if (Test-Path -LiteralPath $CsvPath) {
    foreach ($row in Import-Csv -LiteralPath $CsvPath -Encoding UTF8) {
        $missing = $columns | Where-Object { -not $row.PSObject.Properties[$_] }
        if ($missing) { throw "'$CsvPath' is not a file of this script. It lacks the columns: $($missing -join ', ')." }
        $rows.Add($row)
    }
}

function Get-Now { [datetime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture) }

# Replaces the file in one step.
function Save-Row {
    $rows | Select-Object $columns | Export-Csv -LiteralPath "$CsvPath.new" -NoTypeInformation -Encoding UTF8
    Move-Item -LiteralPath "$CsvPath.new" -Destination $CsvPath -Force
}

function Write-Row([string] $Action, $Row) {
    $Row | Select-Object (@(@{ Name = 'Action'; Expression = { $Action } }) + $columns)
}

$server = @{}
if ($Uri) { $server.Uri = $Uri }
if ($TimeoutSec) { $server.TimeoutSec = $TimeoutSec }

# In an interactive session, such as one with a sandbox, the connection of the session is used.
$connection = if (-not $Uri) { Get-PiecesOsConnection }
if ($connection -and $TimeoutSec) { $server.Uri = $connection.Uri }
if (-not $connection -or $TimeoutSec) { $connection = Connect-PiecesOs @server }

# If the file cannot be written, no link is created or revoked.
Save-Row
$exitCode = 0
try {
    # What an earlier run saved, also if it lost the response.
    $releaseTag = "release-$Release"
    $saved = @{}
    if ($files) {
        foreach ($asset in Get-PiecesAsset -Tag $releaseTag -NoContent -Connection $connection) { $saved[$asset.Name] = $asset }
    }

    $assets = @(foreach ($file in $files) {
        if ($saved[$file.Name]) { $saved[$file.Name]; continue }
        try { New-PiecesAsset -LiteralPath $file.FullName -Tag $releaseTag -Connection $connection }
        catch {
            Write-Error -ErrorRecord $_ -ErrorAction Continue
            $exitCode = 2
        }
    })
    if ($Tag) {
        $tagged = @(Get-PiecesAsset -Tag $Tag -NoContent -Connection $connection)
        if (-not $tagged) { throw "No asset has the tag '$($Tag -join "' or '")'." }
        $ids = @($assets | ForEach-Object { $_.Id })
        $assets += @($tagged | Where-Object { $ids -notcontains $_.Id })
    }

    # The links that exist. A collection is not a link to one snippet.
    $shares = @{}
    if ($assets) {
        foreach ($share in Get-PiecesShare -NoContent -Connection $connection) {
            if ($share.AssetId -and $share.Access -eq 'PUBLIC' -and $share.Assets.Count -le 1) { $shares[$share.AssetId] = $share }
        }
    }

    foreach ($asset in $assets) {
        $row = $rows | Where-Object { $_.Release -eq $Release -and $_.AssetId -eq $asset.Id } | Select-Object -First 1
        if ($row -and $row.Revoked) {
            Write-Row AlreadyRevoked $row
            continue
        }

        $action = 'Existing'
        $share = $shares[$asset.Id]
        if (-not $share) {
            $action = 'Published'
            try { $share = New-PiecesLink -Asset $asset -Connection $connection }
            catch {
                Write-Error -ErrorRecord $_ -ErrorAction Continue
                $exitCode = 2
                continue
            }
        }

        if (-not $row) {
            $row = [pscustomobject] @{ Release = $Release; Name = $null; Link = $null; Published = Get-Now; Revoked = ''; AssetId = $asset.Id; ShareId = $null }
            $rows.Add($row)
        }
        $row.Name = $asset.Name
        $row.Link = $share.Link
        $row.ShareId = $share.Id
        Write-Row $action $row
    }

    if ($revokes) {
        $limit = [DateTimeOffset]::UtcNow.AddDays(-$RevokeOlderThan)
        $published = @($rows | Where-Object { -not $_.Revoked })
        $old = @($published | Where-Object { [DateTimeOffset]::Parse($_.Published, [cultureinfo]::InvariantCulture) -lt $limit })
        $inUse = @($published | Where-Object { $old -notcontains $_ } | ForEach-Object { $_.ShareId })
        foreach ($row in $old | Where-Object { $inUse -notcontains $_.ShareId }) {
            try { Revoke-PiecesLink -Share $row.ShareId -Confirm:$false -Connection $connection }
            catch {
                # Somebody else may have revoked the link, or an earlier run that lost the response.
                if ($_.FullyQualifiedErrorId -notmatch '^(ShareGone|ShareNotFound),') {
                    Write-Error -ErrorRecord $_ -ErrorAction Continue
                    $exitCode = 2
                    continue
                }
            }
            $row.Revoked = Get-Now
            Write-Row Revoked $row
        }
    }
}
finally {
    Save-Row
}

exit $exitCode
