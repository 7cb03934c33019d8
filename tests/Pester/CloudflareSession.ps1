# A session that is connected to the Cloudflare API of a sandbox. The Cloudflare suites dot-source it in BeforeAll, after Support.ps1.

$sandbox = Start-PiecesSandbox -PassThru
$base = [uri]::new($sandbox.Uri, 'client/v4')
$account = '023e105f4ecef8ad9ca31a8372d0c353'
$other = '99998888777766669999888877776666'
$third = '11112222333344441111222233334444'
$secret = 'sandbox-cloudflare-edit-token-0123456789'
$token = ConvertTo-SecureString $secret -AsPlainText -Force
$connection = Connect-CloudflareSharing -AccountId $account -ApiToken $token -BaseUri $base
$policy = @{ ResourceId = '55556666555566665555666655556666'; ResourceType = 'gateway-policy'; Meta = @{ note = 'x' } }
Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 600 } | Out-Null

# Requests to the Cloudflare API since the log was last cleared, without reads.
function Get-Change { Get-SandboxRequest $sandbox | Where-Object { $_ -like '*/client/v4/*' -and $_ -notlike 'GET *' } }

$variables = 'CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_EMAIL', 'CLOUDFLARE_API_KEY', 'CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_BASE_URL'
function Clear-Environment { foreach ($name in $variables) { Set-Item "env:$name" $null } }
Clear-Environment
