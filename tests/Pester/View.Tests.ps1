BeforeAll {
    . $PSScriptRoot/Support.ps1
    $sandbox = Start-PiecesSandbox -PassThru
    $evil = "up$([char]27)[2A$([char]27)[31mred$([char]7)`r`nnew line$([char]0x202E)drawkcab"
    $asset = New-PiecesAsset 'content' -Name $evil -Tag "tag$([char]27)[0m"
    $share = $asset | New-PiecesLink
}

AfterAll { Stop-PiecesSandbox }

Describe 'Views' {
    It 'shows the columns of <Name>' -ForEach @(
        @{ Name = 'assets'; Run = { $asset }; Columns = 'Name', 'Language', 'Size', 'Age', 'Shared' }
        @{ Name = 'shares'; Run = { $share }; Columns = 'Link', 'Access', 'Asset', 'Age' }
        @{ Name = 'search results'; Run = { Search-PiecesAsset content }; Columns = 'Score', 'Match', 'Name', 'Language' }
        @{ Name = 'formats'; Run = { $asset | Get-PiecesAssetFormat }; Columns = 'Role', 'Language', 'Size', 'Id' }
        @{ Name = 'connections'; Run = { Get-PiecesOsConnection }; Columns = 'Uri', 'Version', 'User', 'TimeoutSec' }
        @{ Name = 'sandboxes'; Run = { $sandbox }; Columns = 'Uri', 'ProcessId', 'IsRunning' }
        @{ Name = 'events'; Run = { Watch-PiecesAsset -IncludeExisting -MaxEvent 1 }; Columns = 'Time', 'Change', 'Name', 'AssetId' }
    ) {
        $header = (Format-AsText { & $Run | Format-Table }) -split "`n" | Select-Object -First 1
        foreach ($column in $Columns) { $header | Should -Match "\b$column\b" }
    }

    It 'shows control characters instead of obeying them: <Name>' -ForEach @(
        @{ Name = 'asset table'; Run = { $asset | Format-Table } }
        @{ Name = 'asset list'; Run = { $asset | Format-List } }
        @{ Name = 'share table'; Run = { $share | Format-Table } }
        @{ Name = 'share list'; Run = { $share | Format-List } }
        @{ Name = 'search table'; Run = { Search-PiecesAsset content | Format-Table } }
        @{ Name = 'event table'; Run = { Watch-PiecesAsset -IncludeExisting -MaxEvent 1 | Format-Table } }
    ) {
        $text = Format-AsText $Run
        $text | Should -Match 'red'
        $text | Should -Not -Match "[$([char]27)$([char]7)$([char]0x202E)]"
        $text | Should -Not -Match "(?m)^new line"
    }

    It 'does so in questions and errors too' {
        $messages = Remove-PiecesAsset $asset -WhatIf *>&1 | Out-String
        "$messages" | Should -Not -Match "$([char]27)"
        Get-PiecesAsset -Id $evil -Connection $sandbox.Uri -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
        $asset | Remove-PiecesAsset -Confirm:$false
        Get-PiecesAsset -Id $evil -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
        $problem[0].ToString() | Should -Not -Match "$([char]27)"
    }

    It 'keeps what a script gets as the server sent it' {
        (New-PiecesAsset 'x' -Name $evil).Name | Should -BeExactly $evil
    }

    It 'shows names with Format-Wide and contents with Format-Custom' {
        $two = New-PiecesAsset "first line`nsecond$([char]27)[31m line" -Name 'two lines'
        Format-AsText { $two | Format-Wide } | Should -Be 'two lines'
        $text = Format-AsText { $two | Format-Custom }
        $text | Should -Match '(?m)^first line\s*$'
        $text | Should -Match '(?m)^second'
        $text | Should -Not -Match "$([char]27)"
    }
}

Describe 'Colours' {
    It 'are there on a terminal, and not in plain text or under NO_COLOR' {
        $small = New-PiecesAsset 'coloured' -Language ps1
        try {
            $PSStyle.OutputRendering = 'Ansi'
            ($small | Format-Table | Out-String -Width 200) | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Cyan)ps1"))
            $env:NO_COLOR = '1'
            ($small | Format-Table | Out-String -Width 200) | Should -Not -Match ([regex]::Escape($PSStyle.Foreground.Cyan))
        }
        finally {
            $env:NO_COLOR = $null
            $PSStyle.OutputRendering = 'PlainText'
        }
        ($small | Format-Table | Out-String -Width 200) | Should -Not -Match "$([char]27)"
    }
}
