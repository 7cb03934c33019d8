BeforeAll {
    . $PSScriptRoot/Support.ps1
    $sandbox = Start-PiecesSandbox -Sample 5 -PassThru
    $env:CLOUDFLARE_API_TOKEN = 'x'

    # Every cmdlet that prompts by default, and some with -Confirm. Each line of the output is one error.
    $script = Join-Path $TestDrive 'asks.ps1'
    Set-Content $script @"
Import-Module '$ModulePath'
`$pieces = @{ Connection = '$($sandbox.Uri)'; ErrorAction = 'SilentlyContinue'; ErrorVariable = '+problem' }
`$cloudflare = @{ Connection = (Connect-CloudflareSharing acc -BaseUri '$($sandbox.Uri)client/v4'); ErrorAction = 'SilentlyContinue'; ErrorVariable = '+problem' }
`$id = (Get-PiecesAsset -First 1 -Connection '$($sandbox.Uri)').Id
Remove-PiecesAsset `$id @pieces
Remove-PiecesShare abc @pieces
Revoke-PiecesLink abc @pieces
Remove-CloudflareShare s @cloudflare
Remove-CloudflareShareRecipient r s @cloudflare
Remove-CloudflareShareExcludedRecipient e s @cloudflare
Remove-CloudflareShareResource r s @cloudflare
New-PiecesAsset 'some text' -Confirm @pieces
New-PiecesLink `$id -Confirm @pieces
Save-PiecesAsset `$id -Destination '$TestDrive/saved' -Confirm @pieces
Export-PiecesLibrary '$TestDrive/export' -Confirm @pieces
Start-PiecesSandbox -Confirm -ErrorAction SilentlyContinue -ErrorVariable +problem
foreach (`$one in `$problem) { 'ERROR {0} {1}' -f `$one.FullyQualifiedErrorId.Split(',')[0], `$one.ErrorDetails.RecommendedAction }
'END'
"@
}

AfterAll {
    Remove-Item env:CLOUDFLARE_API_TOKEN
    Stop-PiecesSandbox
}

Describe 'A confirmation that no one can answer' {
    It 'is an error for each input and changes nothing: <_>' -ForEach 'with -NonInteractive', 'at the end of input' {
        Clear-SandboxRequest $sandbox
        $arguments = $PowerShell.Arguments | Where-Object { $_ -ne '-NonInteractive' }
        if ($_ -eq 'with -NonInteractive') { $arguments = @($arguments) + '-NonInteractive' }

        $lines = @() | & $PowerShell.Program @arguments -File $script

        $lines[-1] | Should -Be 'END'
        # The first error follows the prompt on the same line, which PowerShell does not end.
        $errors = $lines -match 'ERROR '
        $errors.Count | Should -Be 12
        $errors | Should -Match 'ERROR NobodyToAsk Use -Confirm:\$false'
        Get-SandboxRequest $sandbox | Where-Object { $_ -notmatch '^GET /assets' } | Should -BeNullOrEmpty
        (Get-PiecesAsset).Count | Should -Be 5
        Join-Path $TestDrive export | Should -Not -Exist
    }

    It 'does not prevent a command that needs no confirmation' {
        $id = (New-PiecesAsset 'to be removed').Id
        $command = "Import-Module '$ModulePath'; Remove-PiecesAsset $id -Confirm:`$false -Connection '$($sandbox.Uri)'"
        @() | Invoke-PowerShell -NonInteractive -Command $command
        Get-PiecesAsset -Id $id -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }
}
