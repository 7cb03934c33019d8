BeforeAll {
    . $PSScriptRoot/Support.ps1
    . (Join-Path $Root build/Pictures.ps1)
}

Describe 'The session of the pictures' {
    BeforeAll { if ($PSVersionTable.PSEdition -eq 'Core') { $session = Invoke-PictureSession (Join-Path $TestDrive tour) } }

    It 'has no errors' {
        Skip-InWindowsPowerShell 'ANSI output'
        $session.Errors | Should -BeNullOrEmpty
        Join-Path $TestDrive tour/backup/report.md | Should -Exist
    }

    It 'shows <Text> in <Name>' -ForEach @(
        @{ Name = 'tour-find'; Text = 'FUZZY +Retry with backoff' }
        @{ Name = 'tour-links'; Text = 'Yes to All.*\(default is "Y"\):a$' }
        @{ Name = 'tour-export'; Text = 'IsComplete *: \S*True.*ConnectionStringPassword' }
        @{ Name = 'tour-cloudflare'; Text = '\+ Create\S* Share +Phishing reports' }
    ) {
        Skip-InWindowsPowerShell 'ANSI output'
        $session.Pictures[$Name] -join ' ' | Should -Match $Text
        $session.Pictures[$Name][0] | Should -Match '^\S+PS>\S+ .*\w'
        Join-Path $Root docs/images/$Name.svg | Should -Exist
    }
}

Describe 'A picture' {
    It 'has the text, the colors and the width of a terminal' {
        $escape = [char] 27 # Windows PowerShell has no `e.
        $svg = [xml] (ConvertTo-Svg "$escape[32;1ma<$escape[0m  b", '', ('x' * 81))
        $rows = $svg.GetElementsByTagName('text')
        $rows.InnerText | Should -Be 'a<  b', ('x' * 80), 'x'
        $rows.y | Should -Be 29, 69, 89
        $rows[0].tspan.class | Should -Be 'c32 b'
        { ConvertTo-Svg "$escape[4mx" } | Should -Throw '*color sequence 4*'
    }
}
