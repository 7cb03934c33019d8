BeforeAll {
    . $PSScriptRoot/Support.ps1
    $samples = Join-Path $Root samples
    $sandbox = Start-PiecesSandbox -PassThru
    New-PiecesAsset 'git log --oneline' -Name 'History, short' -Connection $sandbox | Out-Null
    New-PiecesAsset "1..3 |`r`n    Measure-Object -Sum`r`n" -Name 'Sum of numbers' -Connection $sandbox | Out-Null
    if ($IsLinux) { Add-Type -Path $PSScriptRoot/PseudoTerminal.cs }

    # PowerShell with PSReadLine in a pseudo-terminal, with the samples in its profile. Ctrl+t writes the command line to a file.
    function Open-Terminal([string] $Setup, [hashtable] $Variable = @{}) {
        $script:line = Join-Path $TestDrive 'line.txt'
        $script:prompts = 1
        $file = Join-Path $TestDrive 'profile.ps1'
        Set-Content $file @"
            Import-Module PSReadLine
            Import-Module '$ModulePath'
            Set-PSReadLineOption -HistorySaveStyle SaveNothing -PredictionSource None -BellStyle None
            Set-PSReadLineKeyHandler -Chord 'Ctrl+t' -ScriptBlock {
                `$line = `$cursor = `$null
                [Microsoft.PowerShell.PSConsoleReadLine]::GetBufferState([ref] `$line, [ref] `$cursor)
                [IO.File]::WriteAllText('$line.new', `$line)
                [IO.File]::Move('$line.new', '$line')
            }
            function prompt { 'READY> ' }
            `$null = Connect-PiecesOs $($sandbox.Uri)
            $Setup
"@
        $arguments = @($PowerShell.Arguments -ne '-NonInteractive') + '-NoLogo', '-NoExit', '-File', $file
        $script:terminal = [PiecesOs.Tests.Pester.PseudoTerminal]::new($PowerShell.Program, $arguments, @{
            TERM = 'xterm'; NO_COLOR = '1'; POWERSHELL_UPDATECHECK = 'Off'
        } + $Variable)
        $terminal.WaitFor('READY> ', 1, 120)
    }

    function Send-Key([string] $Key) { $terminal.Type($Key) }

    # Waits until a key has ended its work and the prompt is there again.
    function Wait-Prompt {
        $script:prompts++
        $terminal.WaitFor('READY> ', $prompts, 120)
    }

    function Get-CommandLine {
        Remove-Item $line -ErrorAction Ignore
        Send-Key "`u{14}"
        Wait-Until { Test-Path $line }
        [IO.File]::ReadAllText($line)
    }

    # A program that comes before all others in PATH.
    function New-Program([string] $Name, [string] $Script) {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $folder
        $program = Join-Path $folder $Name
        Set-Content $program "#!/bin/sh`n$Script"
        chmod +x $program
        @{ PATH = "$folder$([IO.Path]::PathSeparator)$env:PATH" }
    }

    # Skips a test that types keys where the pseudo-terminal of the tests does not run.
    function Skip-WithoutTerminal {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'the pseudo-terminal of the tests is that of Linux' }
    }
}

AfterAll { Stop-PiecesSandbox }

Describe 'Every sample for a profile' {
    It 'is valid and has help: <_>' -ForEach 'SnippetPicker', 'SaveCommandKey', 'ClipboardAsset' {
        $file = Join-Path $samples "profile/$_.ps1"
        $errors = $null
        $null = [System.Management.Automation.Language.Parser]::ParseFile($file, [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty
        (Get-Help $file).Synopsis | Should -Match '^[A-Z].*\.$'
        Get-Content (Join-Path $samples README.md) -Raw | Should -BeLike "*(profile/$_.ps1)*"
    }
}

Describe 'The snippet picker' {
    BeforeAll {
        $picker = ". '$samples/profile/SnippetPicker.ps1'"

        # Without the programs that this computer may have.
        $menu = "$picker; function Get-Command { if (`$args[0] -notin 'Out-ConsoleGridView', 'fzf') { Microsoft.PowerShell.Core\Get-Command @args } }"
    }
    AfterEach { if ($terminal) { $terminal.Dispose(); $script:terminal = $null } }

    It 'inserts the snippet with the number, at the cursor' {
        Skip-WithoutTerminal
        Open-Terminal $menu
        Send-Key '# '
        Send-Key "`ei"
        $terminal.WaitFor('or Enter to cancel', 1, 60)
        $terminal.Output | Should -Match '1  Sum of numbers'
        $terminal.Output | Should -Match '2  History, short'
        Send-Key "2`r"
        Wait-Prompt
        Get-CommandLine | Should -BeExactly '# git log --oneline'
    }

    It 'searches for other text, and keeps the lines of a snippet' {
        Skip-WithoutTerminal
        Open-Terminal $menu
        Send-Key "`ei"
        $terminal.WaitFor('or Enter to cancel', 1, 60)
        Send-Key "no such thing`r"
        $terminal.WaitFor('or Enter to cancel', 2, 60)
        $terminal.Output | Should -Match 'No snippet was found'
        Send-Key "Measure-Object`r"
        $terminal.WaitFor('or Enter to cancel', 3, 60)
        Send-Key "1`r"
        Wait-Prompt
        Get-CommandLine | Should -BeExactly "1..3 |`n    Measure-Object -Sum"
    }

    It 'inserts nothing after Enter, and the key can be another one' {
        Skip-WithoutTerminal
        Open-Terminal ($menu -replace "\.ps1'", "`$0 -Chord 'Ctrl+g'")
        Send-Key 'kept'
        Send-Key "`a"
        $terminal.WaitFor('or Enter to cancel', 1, 60)
        Send-Key "`r"
        Wait-Prompt
        Get-CommandLine | Should -BeExactly 'kept'
    }

    It 'uses fzf where it is installed' {
        Skip-WithoutTerminal
        Open-Terminal "$picker; function Get-Command { if (`$args[0] -ne 'Out-ConsoleGridView') { Microsoft.PowerShell.Core\Get-Command @args } }" (New-Program fzf 'grep History')
        Send-Key "`ei"
        Wait-Prompt
        Get-CommandLine | Should -BeExactly 'git log --oneline'
    }

    It 'uses Out-ConsoleGridView where it is installed' {
        Skip-WithoutTerminal
        Open-Terminal "$picker; function Out-ConsoleGridView(`$Title, `$OutputMode) { `$input | Where-Object Name -eq 'History, short' }"
        Send-Key "`ei"
        Wait-Prompt
        Get-CommandLine | Should -BeExactly 'git log --oneline'
    }

    It 'says what is wrong, and keeps the line' {
        Skip-WithoutTerminal
        Open-Terminal "$menu; Disconnect-PiecesOs; `$env:PIECES_OS_URL = 'http://127.0.0.1:9'"
        Send-Key 'kept'
        Send-Key "`ei"
        Wait-Prompt
        $terminal.Output | Should -Match 'http://127.0.0.1:9'
        Get-CommandLine | Should -BeExactly 'kept'
    }
}

Describe 'The key that saves a command' {
    BeforeAll { $key = ". '$samples/profile/SaveCommandKey.ps1' -Tag prompt" }
    BeforeEach { Get-PiecesAsset -Connection $sandbox | Where-Object Name -like '*save*' | Remove-PiecesAsset -Confirm:$false -Connection $sandbox }
    AfterEach { if ($terminal) { $terminal.Dispose(); $script:terminal = $null } }

    It 'saves what is on the command line, and leaves it there' {
        Skip-WithoutTerminal
        Open-Terminal $key
        Send-Key "'save me'.Length"
        Send-Key "`es"
        Wait-Prompt
        $terminal.Output | Should -Match "Saved as ''save me'.Length'"
        Get-CommandLine | Should -BeExactly "'save me'.Length"
        $asset = Get-PiecesAsset -Name "'save me'.Length" -Connection $sandbox
        $asset | Get-PiecesAssetContent -Connection $sandbox | Should -BeExactly "'save me'.Length"
        $asset.Language | Should -Be 'ps1'
        "$($asset.Tags)" | Should -Match 'prompt'
    }

    It 'saves the last command if the line is empty' {
        Skip-WithoutTerminal
        Open-Terminal $key
        Send-Key "'please save ' + 'this'`r"
        Wait-Prompt
        Send-Key "`es"
        Wait-Prompt
        Get-CommandLine | Should -BeExactly ''
        Get-PiecesAsset -Name "'please save ' + 'this'" -Connection $sandbox | Get-PiecesAssetContent -Connection $sandbox | Should -BeExactly "'please save ' + 'this'"
    }

    It 'says that there is no command' {
        Skip-WithoutTerminal
        Open-Terminal $key
        Send-Key "`es"
        Wait-Prompt
        $terminal.Output | Should -Match 'Not saved. There is no command to save.'
    }
}

Describe 'Save-ClipboardAsset' {
    BeforeAll {
        # In a session of its own, whose clipboard is that of the program xclip in PATH.
        function Invoke-WithClipboard([hashtable] $Variable, [string] $Command) {
            $path = $env:PATH
            $env:PATH = $Variable.PATH
            try {
                Invoke-PowerShell -Command ". '$samples/profile/ClipboardAsset.ps1'; Import-Module '$ModulePath'; `$null = Connect-PiecesOs $($sandbox.Uri); $Command"
            }
            finally { $env:PATH = $path }
        }
    }

    It 'saves the text in the clipboard' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'the clipboard of the test is a program of Linux' }
        $id = Invoke-WithClipboard (New-Program xclip "printf 'one\ntwo'") "(Save-ClipboardAsset -Name 'From the clipboard' -Tag work).Id"
        $asset = Get-PiecesAsset $id -Connection $sandbox
        $asset.Name | Should -Be 'From the clipboard'
        "$($asset.Tags)" | Should -Match 'work'
        $asset | Get-PiecesAssetContent -Connection $sandbox | Should -BeExactly "one`ntwo"
    }

    It 'says that there is no text' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'the clipboard of the test is a program of Linux' }
        Invoke-WithClipboard (New-Program xclip 'exit 1') 'try { Save-ClipboardAsset -ErrorAction Stop } catch { "$_" }' |
            Should -Match 'The clipboard contains no text, or xclip cannot reach it.'
    }

    It 'says that there is no clipboard' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'only Linux may have no clipboard' }
        Invoke-WithClipboard @{ PATH = $TestDrive } 'try { Save-ClipboardAsset -ErrorAction Stop } catch { "$_" }' |
            Should -Match 'There is no clipboard here.*xclip'
    }
}

Describe 'The module for tests' {
    BeforeAll {
        $testing = Join-Path $samples testing
        $before = $env:PIECES_OS_URL
        $env:PIECES_OS_URL = 'http://127.0.0.1:1/'
        Import-Module $testing/PiecesTestServer.psm1
        $server = Start-PiecesTestServer -Sample 3
    }

    AfterAll {
        Stop-PiecesTestServer $server
        $env:PIECES_OS_URL | Should -Be 'http://127.0.0.1:1/'
        $env:PIECES_OS_URL = $before
        Remove-Module PiecesTestServer
        Connect-PiecesOs $sandbox.Uri | Out-Null
    }

    BeforeEach { Reset-PiecesTestServer $server -Sample 3 }

    It 'has help for each function' {
        foreach ($function in Get-Command -Module PiecesTestServer) { (Get-Help $function.Name).Synopsis | Should -Match '^[A-Z].*\.$' }
    }

    It 'counts and lists requests' {
        Get-PiecesAsset | Should -HaveCount 3
        Assert-PiecesTestRequest $server GET /assets
        (Get-PiecesTestRequest $server GET '/asset*').status | Should -Be 200
        { Assert-PiecesTestRequest $server POST * -Times 2 } | Should -Throw "*2 requests 'POST `*' were expected, but the server received 0*GET /assets 200*"
    }

    It 'fails requests until the fault is removed' {
        Add-PiecesTestFault $server '/assets$' -Method GET -Status 500 -Body 'broken'
        { Get-PiecesAsset -ErrorAction Stop } | Should -Throw -ErrorId 'ServerError,*'
        Clear-PiecesTestFault $server
        Get-PiecesAsset | Should -HaveCount 3
        Add-PiecesTestFault $server '/assets$' -Times 3 -Drop
        { Get-PiecesAsset -ErrorAction Stop } | Should -Throw -ErrorId 'ConnectionLost,*'
        Add-PiecesTestFault $server '/assets$' -TruncateAfterBytes 100 -Times 1
        { Get-PiecesAsset -ErrorAction Stop } | Should -Throw -ErrorId 'MalformedResponse,*'
    }

    It 'starts a test with the same data each time' {
        $names = (Get-PiecesAsset).Name
        New-PiecesAsset 'more' | Out-Null
        Reset-PiecesTestServer $server -Sample 3 -CloudflareSample
        (Get-PiecesAsset).Name | Should -Be $names
        Get-CloudflareShare -Connection $server | Should -Not -BeNullOrEmpty
    }

    It 'has an example that passes' {
        $pester = (Get-Module Pester).Path -replace 'psm1$', 'psd1'
        $said = Invoke-PowerShell -Command "Import-Module '$pester'; Import-Module '$ModulePath'; (Invoke-Pester '$testing/Example.Tests.ps1' -PassThru -Output None) | ForEach-Object { ""`$(`$_.PassedCount) passed, `$(`$_.FailedCount) failed"" }"
        $said | Should -Be '3 passed, 0 failed'
    }
}

Describe 'The sharing report' {
    BeforeAll {
        $report = Join-Path $samples reports/Export-SharingReport.ps1
        $server = Start-PiecesSandbox -NoConnect -PassThru
        $id = (New-PiecesAsset 'text' -Name '<script>alert(1)</script>' -Connection $server).Id
        $link = New-PiecesLink $id -Connection $server
        New-PiecesLink $id -Access Private -User ada@example.com -Connection $server | Out-Null
        $null = Invoke-SandboxAdmin $server cloudflare/sample -Method Post -Body @{}
        $sources = @{
            Pieces = $true; PiecesConnection = $server; CloudflareConnection = $server
            AccountId = '023e105f4ecef8ad9ca31a8372d0c353', '5c1e4f1b7f0d4a7e9b3a2d6c8e0f1a2b'; OrganizationId = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
        }
    }

    AfterAll { Stop-PiecesSandbox $server }

    It 'has each link and each share once, with who has it' {
        $rows = & $report @sources
        $rows.Id | Should -HaveCount ($rows.Id | Select-Object -Unique).Count
        ($rows | Where-Object Service -EQ Pieces).Access | Sort-Object | Should -Be 'PRIVATE', 'PUBLIC'
        ($rows | Where-Object Id -EQ $link.Link).Name | Should -Be '<script>alert(1)</script>'
        ($rows | Where-Object Id -EQ $link.Link).Resources | Should -Be $id
        ($rows | Where-Object Access -EQ PUBLIC).Recipients | Should -Be 'anyone with the link'
        ($rows | Where-Object Access -EQ PRIVATE).Recipients | Should -Be 'users unknown'
        ($rows | Where-Object Name -EQ 'Managed WAF rules').Recipients | Should -BeLike '*5c1e4f1b7f0d4a7e9b3a2d6c8e0f1a2b associated*'
        ($rows | Where-Object Name -EQ 'Gateway baseline').Resources | Should -BeLike 'gateway-*, gateway-*'
        $rows.Name | Should -Contain 'Phishing list'
        $rows.Name | Should -Not -Contain 'Retired rules'
    }

    It 'writes a CSV file and a page that run nothing from the data' {
        $csv, $page = (Join-Path $TestDrive report.csv), (Join-Path $TestDrive report.html)
        Set-Content $page old
        $rows = & $report @sources -CsvPath $csv -HtmlPath $page
        (Import-Csv $csv).Id | Should -Be $rows.Id
        $html = Get-Content $page -Raw
        [regex]::Matches($html, '<script').Count | Should -Be 2
        $html -match '(?m)id="report">(.+)</script>$' | Should -BeTrue
        ($Matches[1] | ConvertFrom-Json).Rows.Id | Should -Be $rows.Id
        $html | Should -Not -Match 'https?://(?!127\.0\.0\.1)'
        Test-Path "$page.partial" | Should -BeFalse
    }

    It 'keeps the earlier files when it cannot read everything' {
        $page = Join-Path $TestDrive kept.html
        Set-Content $page old
        Add-SandboxFault $server @{ path = '/client/v4/accounts/*/shares/*'; status = 403 }
        { & $report @sources -HtmlPath $page } | Should -Throw -ErrorId 'NotAuthorized,*'
        Clear-SandboxFault $server
        Get-Content $page | Should -Be old
    }
}

Describe 'The session of the pictures' {
    BeforeAll {
        . (Join-Path $Root build/Pictures.ps1)
        if ($PSVersionTable.PSEdition -eq 'Core') { $session = Invoke-PictureSession (Join-Path $TestDrive tour) }
    }

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

    It 'is drawn with the text, the colors and the width of a terminal' {
        $escape = [char] 27 # Windows PowerShell has no `e.
        $svg = [xml] (ConvertTo-Svg "$escape[32;1ma<$escape[0m  b", '', ('x' * 81))
        $rows = $svg.GetElementsByTagName('text')
        $rows.InnerText | Should -Be 'a<  b', ('x' * 80), 'x'
        $rows.y | Should -Be 29, 69, 89
        $rows[0].tspan.class | Should -Be 'c32 b'
        { ConvertTo-Svg "$escape[4mx" } | Should -Throw '*color sequence 4*'
    }
}
