# Compares what Sync-CloudflareShare describes and Export-CloudflareShare writes with what the official Cloudflare SDK reads and creates.
param([Parameter(Mandatory)] [string] $Module)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$account = '023e105f4ecef8ad9ca31a8372d0c353'
$token = 'sandbox-cloudflare-edit-token-0123456789'
$sandbox = Start-PiecesSandbox -PassThru
$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))

# Runs the SDK. A native command in Windows loses the quotes of an argument, so this requires PowerShell 7.
function Invoke-Sdk {
    node (Join-Path $PSScriptRoot shares.cjs) "$($sandbox.Uri)client/v4" $token $account @args
    if ($LASTEXITCODE -ne 0) { throw "The SDK failed: $args" }
}

# A description as text that is the same for the same shares.
function Format-Description($Description) {
    $shares = foreach ($share in $Description.shares | Sort-Object name) {
        [ordered] @{
            name       = $share.name
            recipients = @($share.recipients.accountId | Sort-Object)
            resources  = @(foreach ($resource in $share.resources | Sort-Object resourceId) {
                $meta = [ordered] @{}
                foreach ($member in $resource.meta.PSObject.Properties | Sort-Object Name) { $meta[$member.Name] = $member.Value }
                [ordered] @{ id = $resource.resourceId; type = $resource.resourceType; meta = $meta }
            })
        }
    }
    ConvertTo-Json @($shares) -Depth 20
}

function Assert-Same($What, $Actual, $Wanted) {
    $differences = Compare-Object ((Format-Description $Wanted) -split '\n') ((Format-Description $Actual) -split '\n') -CaseSensitive
    if ($differences) { throw "$What Not so:`n$($differences | Select-Object -First 20 | Out-String)" }
    Write-Host "ok: $What"
}

function New-Share([int] $Number, [int] $Recipients, [int] $Resources, [string] $Owner) {
    [ordered] @{
        name       = "Share $Number ✓ `"quoted`""
        recipients = @(for ($i = 1; $i -le $Recipients; $i++) { @{ accountId = '{0:x8}1111222233334444{1:x8}' -f $i, $Number } })
        resources  = @(for ($i = 1; $i -le $Resources; $i++) {
            @{ resourceId = '{0:x8}aaaabbbbccccdddd{1:x8}' -f $i, $Number; resourceType = 'custom-ruleset'; meta = @{ owner = $Owner; number = $i; nested = @{ a = @(1, 'ü') } } }
        })
    }
}

try {
    $common = @{ Connection = $sandbox; AccountId = $account }
    $file = Join-Path $folder shares.json
    $null = Export-CloudflareShare (Join-Path $folder before.json) @common
    Assert-Same 'The SDK reads the shares that Export-CloudflareShare writes.' (Invoke-Sdk read | ConvertFrom-Json) (Get-Content (Join-Path $folder before.json) -Raw | ConvertFrom-Json)

    foreach ($description in @(
        @{ shares = @((New-Share 1 130 2 first), (New-Share 2 3 1 first), (New-Share 3 25 1 first)) }
        @{ shares = @((New-Share 1 90 3 second), (New-Share 3 27 1 second), (New-Share 4 1 1 second)) }
    )) {
        $description | ConvertTo-Json -Depth 20 | Set-Content $file
        $changes = @(Sync-CloudflareShare $file -Prune -Confirm:$false @common)
        if (-not $changes -or $changes.Applied -contains $false) { throw "Not everything was applied: $($changes | Out-String)" }
        $described = Get-Content $file -Raw | ConvertFrom-Json
        Assert-Same "The SDK reads what Sync-CloudflareShare described, after $($changes.Count) changes." (Invoke-Sdk read | ConvertFrom-Json) $described
        if (Sync-CloudflareShare $file -Prune -Confirm:$false @common) { throw 'A second run found differences.' }
    }

    $new = New-Share 5 2 1 sdk
    Invoke-Sdk create ($new | ConvertTo-Json -Depth 20 -Compress)
    $described.shares += $new | ConvertTo-Json -Depth 20 | ConvertFrom-Json
    Start-Sleep 1
    $null = Export-CloudflareShare $file -Force @common
    Assert-Same 'Export-CloudflareShare writes a share that the SDK created.' (Get-Content $file -Raw | ConvertFrom-Json) $described
} finally {
    Stop-PiecesSandbox $sandbox
    Remove-Item $folder -Recurse -Force
}
