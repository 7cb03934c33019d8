BeforeAll {
    . $PSScriptRoot/Support.ps1
    $sandbox = Start-PiecesSandbox -PassThru
    $plain = New-PiecesAsset 'one' -Name 'plain' -Language ps1 -Tag alpha
    $spaced = New-PiecesAsset 'two' -Name "it's [a] `$name" -Tag 'two words'
    $hidden = New-PiecesAsset 'three' -Name "bell$([char]7)name"
    $share = $plain | New-PiecesLink

    function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches }

    # The first completion of a session waits at most 800 ms. On a busy computer, only a later one has results.
    foreach ($line in 'Get-PiecesAsset -Id ', 'New-PiecesAsset x -Tag al', 'Revoke-PiecesLink ') {
        Wait-Until { Complete $line | Where-Object ResultType -EQ ParameterValue }
    }
}

AfterAll { Stop-PiecesSandbox }

Describe 'Completion' {
    It 'offers ids and shows names' {
        $match = Complete 'Get-PiecesAsset -Id ' | Where-Object CompletionText -EQ $plain.Id
        $match.ListItemText | Should -Be 'plain'
    }

    It 'finds an id by the name' { (Complete 'Get-PiecesAsset -Id pla').CompletionText | Should -Be $plain.Id }
    It 'offers names' { (Complete 'Get-PiecesAsset -Name pl').CompletionText | Should -Be 'plain' }

    It 'quotes and escapes a name so that the command runs' {
        $text = (Complete 'Get-PiecesAsset -Name it').CompletionText
        (Invoke-Expression "Get-PiecesAsset -Name $text").Id | Should -Be $spaced.Id
    }

    It 'matches typed text literally, and as a pattern: <_>' -ForEach "'it''s [a", "'it''s ``[a", '*name' {
        (Complete "Get-PiecesAsset -Name $_").ListItemText | Should -Contain $spaced.Name
    }

    It 'writes no error for an invalid pattern: <_>' -ForEach 'Get-PiecesAsset [', 'New-PiecesLink -Text x -Language [', 'Revoke-PiecesLink [' {
        $Error.Clear()
        Complete $_ | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
        $Error.Count | Should -Be 0
    }

    It 'never inserts a control character' {
        Complete 'Get-PiecesAsset -Name bell' | Should -Not -Match "$([char]7)"
        (Complete 'Get-PiecesAsset -Id bell').ListItemText | Should -Not -Match "$([char]7)"
        (Complete 'Get-PiecesAsset -Id bell').CompletionText | Should -Be $hidden.Id
    }

    It 'offers tags' { (Complete 'New-PiecesAsset x -Tag al').CompletionText | Should -Be 'alpha' }
    It 'quotes tags' { (Complete 'New-PiecesAsset x -Tag two').CompletionText | Should -Be "'two words'" }
    It 'offers languages' { (Complete 'New-PiecesAsset x -Language powers').CompletionText | Should -BeNullOrEmpty; (Complete 'New-PiecesAsset x -Language ps1').CompletionText | Should -Contain 'ps1' }
    It 'offers access values' { (Complete 'New-PiecesLink x -Access ').CompletionText | Should -Be ('Private', 'Public') }
    It 'offers the names of the sandbox in -Connection' {
        $other = Start-PiecesSandbox -Sample 3 -PassThru
        try {
            Connect-PiecesOs $sandbox.Uri | Out-Null
            $name = (Get-PiecesAsset -NoContent -First 1 -Connection $other).Name
            $line = "Get-PiecesAsset -Connection `$other -Name '$name"
            Wait-Until { Complete $line | Where-Object ListItemText -EQ $name }
            Complete 'Get-PiecesAsset -Connection $other -Name plain' | Where-Object ListItemText -EQ 'plain' | Should -BeNullOrEmpty
        } finally { $other | Stop-PiecesSandbox; Connect-PiecesOs $sandbox.Uri | Out-Null }
    }

    It 'offers codes of shares' { (Complete 'Revoke-PiecesLink ').CompletionText.Trim("'") | Should -Be $share.Short }

    It 'reflects an asset that was just created or deleted' {
        $new = New-PiecesAsset 'four' -Name 'brand new'
        (Complete 'Get-PiecesAsset -Name brand').CompletionText | Should -Be "'brand new'"
        $new | Remove-PiecesAsset -Confirm:$false
        (Complete 'Get-PiecesAsset -Name brand').CompletionText | Should -Not -Contain "'brand new'"
    }

    It 'does not read the list again' {
        Clear-SandboxRequest $sandbox
        1..5 | ForEach-Object { Complete 'Get-PiecesAsset -Id ' | Out-Null }
        Start-Sleep -Seconds 6
        Complete 'Get-PiecesAsset -Id ' | Out-Null
        @(Get-SandboxRequest $sandbox | Where-Object { $_ -eq 'GET /assets' }).Count | Should -Be 0
    }

    It 'uses cached names while the server stalls' {
        Start-Sleep -Seconds 6
        Add-SandboxFault $sandbox @{ path = '/assets'; delayMs = 30000; times = 10 }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        (Complete 'Get-PiecesAsset -Id pla').CompletionText | Should -Be $plain.Id
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 15
        Clear-SandboxFault $sandbox
    }

    It 'quickly returns nothing, without an error, while the server stalls and nothing is cached' {
        Connect-PiecesOs $sandbox.Uri | Out-Null
        Add-SandboxFault $sandbox @{ path = '/assets'; delayMs = 30000; times = 10 }
        $Error.Clear()
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Complete 'Get-PiecesAsset -Id 0' | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 15
        $Error.Count | Should -Be 0
        Clear-SandboxFault $sandbox
    }

    It 'returns nothing, without an error, without a server' {
        $line = 'Get-PiecesAsset -Id x'
        $count = Invoke-PowerShell -Command "Import-Module '$ModulePath'; `$env:PIECES_OS_URL = 'http://127.0.0.1:9'; (TabExpansion2 '$line' $($line.Length)).CompletionMatches.Where({ `$_.ResultType -eq 'ParameterValue' }).Count; `$Error.Count"
        $count | Should -Be ('0', '0')
    }
}
