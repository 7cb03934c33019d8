<#
.SYNOPSIS
    The main job, end to end: a file is saved, found, shared, opened, and the link is revoked.
.DESCRIPTION
    Runs against its own sandbox on this computer. No data leaves the computer. The exit code is 0 only if every step succeeded.
.PARAMETER Module
    Specifies the module to use: its name, or the path of a build.
#>
param([string] $Module = 'PiecesOs')

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue' # That of Invoke-WebRequest would flash between the lines.
Import-Module $Module

# Gets what a browser would get: the status and the page.
function Get-Page([uri] $Link) {
    try {
        $page = Invoke-WebRequest -Uri $Link -UseBasicParsing -TimeoutSec 30
        [pscustomobject]@{ Status = [int] $page.StatusCode; Html = [string] $page.Content }
    }
    catch {
        if (-not $_.Exception.Response) { throw }
        [pscustomobject]@{ Status = [int] $_.Exception.Response.StatusCode; Html = '' }
    }
}

function Confirm-That([string] $What, [bool] $Holds) {
    if (-not $Holds) { throw "This check failed: $What" }
    "   ok: $What"
}

$file = Join-Path ([IO.Path]::GetTempPath()) "retry-$PID.ps1"
Set-Content -LiteralPath $file -Encoding utf8 -Value @'
# Tries something a few times.
foreach ($try in 1..3) { try { & $Action; break } catch { if ($try -eq 3) { throw "<gave up>" } } }
'@

try {
    '1. Start a sandbox that stands in for Pieces OS'
    $sandbox = Start-PiecesSandbox -Sample 5 -PassThru
    $sandbox | Format-Table

    '2. Save a file'
    $asset = Get-Item -LiteralPath $file | New-PiecesAsset -Tag retry, sample -Connection $sandbox
    $asset | Format-Table
    $saved = $asset | Get-PiecesAssetContent
    Confirm-That 'the stored content is the content of the file' ($saved -ceq (Get-Content -LiteralPath $file -Raw))

    '3. Search for it'
    $found = Search-PiecesAsset 'tries something' | Select-Object -First 3
    $found | Format-Table
    Confirm-That 'the asset is the first result' ($found[0].Id -eq $asset.Id)

    '4. Create a link'
    $share = $asset | New-PiecesLink -Connection $sandbox
    $share | Format-Table
    $page = Get-Page $share.Link
    Confirm-That 'the link opens (200)' ($page.Status -eq 200)
    Confirm-That 'the page shows the snippet, escaped' ($page.Html.Contains('&lt;gave up&gt;') -and -not $page.Html.Contains('<gave up>'))

    '5. Revoke the link'
    $share | Revoke-PiecesLink -Connection $sandbox -Confirm:$false
    Confirm-That 'the link is gone (410)' ((Get-Page $share.Link).Status -eq 410)
    Confirm-That 'the asset is still there' ((Get-PiecesAsset -Id $asset.Id).Name -eq $asset.Name)
}
finally {
    Stop-PiecesSandbox
    Remove-Item -LiteralPath $file -ErrorAction Ignore
}

'Done: saved, found, shared, opened, revoked.'
