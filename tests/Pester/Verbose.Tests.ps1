BeforeAll {
    . $PSScriptRoot/Support.ps1
    $sandbox = Start-PiecesSandbox -Sample 500 -ContentOnRequest -PassThru

    # The verbose messages of a command as a window of 80 columns shows them.
    function Get-ScreenLine([scriptblock] $Command) {
        & $Command 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } |
            ForEach-Object { "VERBOSE: $_" -split '(?<=\G.{80})(?=.)' }
    }
}

AfterAll { Stop-PiecesSandbox }

Describe 'Verbose' {
    BeforeEach { Clear-SandboxRequest $sandbox }

    It 'fits a screen of 24 lines, and says which server, how many requests and how long: <_>' -ForEach @(
        'Get-PiecesAsset -Verbose'
        'Export-PiecesLibrary $TestDrive/export -Verbose'
        'Export-PiecesLibrary $TestDrive/export -Verbose'
        'Get-PiecesAsset -First 100 -NoContent | Get-PiecesAssetContent -Verbose'
        'Get-PiecesAsset -First 1 -NoContent | New-PiecesLink -Verbose'
        'Get-CloudflareShare -Connection $sandbox -Verbose'
    ) {
        $lines = @(Get-ScreenLine ([scriptblock]::Create($_)))
        $text = $lines -join "`n"
        $lines.Count | Should -BeLessOrEqual 24 -Because $text
        $text | Should -Match "(?m)^VERBOSE: Server: $([regex]::Escape($sandbox.Uri))"
        $text | Should -Match '(?m)^VERBOSE: (GET|POST) /\S+'
        if ([regex]::Matches($text, '(?m)^VERBOSE: (GET|POST) /').Count -gt 1) { $text | Should -Match 'VERBOSE: \d+ requests in \d+\.\d\d s, [\d.]+ [KM]?B received\.' }
    }

    It 'counts the requests that it does not show' {
        $assets = Get-PiecesAsset -First 60 -NoContent
        Clear-SandboxRequest $sandbox
        $text = (Get-ScreenLine { $assets | Get-PiecesAssetContent -Verbose }) -join ''
        $sent = @(Get-SandboxRequest $sandbox).Count
        $shown = [regex]::Matches($text, ' -> 200 in ').Count
        $sent | Should -BeGreaterOrEqual 60
        $shown | Should -BeGreaterOrEqual 5
        $text | Should -Match "$sent requests in .* To see the other $($sent - $shown) requests, add -Debug\.$"
    }

    It 'shows every request with -Debug' {
        $assets = Get-PiecesAsset -First 60 -NoContent
        Clear-SandboxRequest $sandbox
        $lines = & { $DebugPreference = 'Continue'; $assets | Get-PiecesAssetContent -Verbose } 4>&1 5>$null |
            Where-Object { $_ -is [Management.Automation.VerboseRecord] -and $_ -match ' -> 200 in ' }
        $lines.Count | Should -Be @(Get-SandboxRequest $sandbox).Count
    }

    It 'is short for a single request' {
        $asset = Get-PiecesAsset -First 1 -NoContent
        $lines = @(Get-PiecesAsset -Id $asset.Id -NoContent -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] })
        $lines | Should -HaveCount 2
        "$($lines[0])" | Should -Be "Server: $($sandbox.Uri)"
        "$($lines[1])" | Should -Match "^GET /assets/$($asset.Id)\?transferables=false -> 200 in \d+ ms, \d+ bytes$"
    }

    It 'reports the requests of Connect-PiecesOs' {
        $lines = @(Connect-PiecesOs $sandbox.Uri -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] })
        "$($lines[0])" | Should -Be "Server: $($sandbox.Uri)"
        "$($lines[1..9])" | Should -Match 'POST /connect -> 200'
    }
}
