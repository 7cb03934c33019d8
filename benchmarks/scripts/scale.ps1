<#
.SYNOPSIS
    Shares with many accounts on the sandbox under Cloudflare's rate limit, for docs/sharing-at-scale.md.
.DESCRIPTION
    The sandbox accepts 1,200 requests in a window, as Cloudflare does, but the window is shorter: 5 minutes divided by -Speed.
    Returns for each way of sharing how many requests it sent, how long it had to wait for the limit by calculation, and how long it
    took. Get reads the share to which Add added. The sandbox accepts 1 MB in a request, which is 19,000 accounts.
.EXAMPLE
    ./benchmarks/scripts/scale.ps1 -Module ./out/PiecesOs/PiecesOs.psd1 -Recipients 1000
#>
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [int[]] $Recipients,
    [double] $Speed = 100,
    [ValidateSet('New', 'Set', 'Sync', 'Add', 'Get')] [string[]] $Way = @('New', 'Set', 'Sync', 'Add', 'Get')
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$sandbox = Start-PiecesSandbox -PassThru
$admin = @{ Headers = @{ Authorization = "Bearer $($sandbox.AdminToken)" }; ContentType = 'application/json' }

function Set-Limit($Limit) {
    $body = @{ rateLimit = $Limit; delayMs = 0 } | ConvertTo-Json -Compress
    $null = Invoke-RestMethod "$($sandbox.Uri).sandbox/cloudflare" -Method Put -Body $body @admin
}

try {
    foreach ($count in $Recipients) {
        $accounts = @(for ($i = 1; $i -le $count; $i++) { '{0:x8}1111222233334444{0:x8}' -f $i })
        $resource = [pscustomobject] @{ ResourceId = 'f174e90afafe46439b8c1b0b1b7d5a3e'; ResourceType = 'custom-ruleset' }
        $replaced, $extended = foreach ($name in 'Replaced', 'Extended') {
            $resource | New-CloudflareShare "$name $count" -RecipientAccountId '99998888777766669999888877776666' -Connection $sandbox
        }
        $description = @{
            name       = "Described $count"
            recipients = @(foreach ($account in $accounts) { @{ accountId = $account } })
            resources  = @(@{ resourceId = $resource.ResourceId; resourceType = $resource.ResourceType })
        }
        $ways = @{
            New  = { $resource | New-CloudflareShare "New $count" -RecipientAccountId $accounts -Connection $sandbox }
            Set  = { Set-CloudflareShareRecipient $replaced -RecipientAccountId $accounts -Connection $sandbox -Confirm:$false }
            Sync = { $description | Sync-CloudflareShare -Connection $sandbox -Confirm:$false }
            Add  = { $accounts | ForEach-Object { [pscustomobject] @{ RecipientAccountId = $_ } } | Add-CloudflareShareRecipient $extended -Connection $sandbox }
            Get  = { Get-CloudflareShareRecipient $extended -Connection $sandbox }
        }
        foreach ($name in $Way) {
            Set-Limit @{ requests = 1200; seconds = [int] (300 / $Speed) }
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $messages = @(& { $VerbosePreference = 'Continue'; & $ways[$name] 4>&1 } | Where-Object { $_ -is [Management.Automation.VerboseRecord] })
            $seconds = $clock.Elapsed.TotalSeconds
            Set-Limit $null
            $requests = if ("$($messages[-1])" -match '^(\d+) requests') { [int] $Matches[1] } else { 1 }
            [pscustomobject] @{
                Way            = $name
                Recipients     = $count
                Requests       = $requests
                CalculatedWait = [Math]::Floor(($requests - 1) / 1200) * 300 / $Speed
                Seconds        = [Math]::Round($seconds, 1)
            }
        }
    }
} finally { Stop-PiecesSandbox $sandbox }
