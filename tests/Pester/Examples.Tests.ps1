param([string] $PageName = '*') # Of the pages in docs/cmdlets and the about topics, only this one.

BeforeDiscovery {
    . $PSScriptRoot/Examples.ps1
    $chosen = @($examples | Where-Object Title -Like "${PageName}: *")
    $pages = foreach ($page in Get-ChildItem (Join-Path $root docs/cmdlets) -Filter *.md | Where-Object BaseName -Like $PageName) {
        @{ Name = $page.BaseName; Path = $page.FullName; Titles = @($examples.Title | Where-Object { $_ -like "$($page.BaseName): *" }) }
    }
    $topics = foreach ($file in Get-ChildItem (Join-Path $root en-US) -Filter about_*.txt | Where-Object Name -Like $PageName) {
        @{ Name = $file.Name; Path = $file.FullName; Code = @($examples | Where-Object { $_.Title -like "$($file.Name): *" }).Code -join "`n" }
    }
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    . $PSScriptRoot/UserSession.ps1

    # Normalizes text for a comparison that ignores column widths and the age of the samples.
    function Format-ForComparison([string] $Text) {
        ($Text -replace '\x1b\[[\d;]*m' -replace '\d+ (min|h|days?|mo|years?)\b', '<age>' -replace '-{2,}', '--' -replace '\s+', ' ').Trim()
    }

    # Runs code as a new user would. Returns the output, the errors, and the requests to the sandbox that the code started.
    function Invoke-Example([string] $Code, [string] $Folder) {
        $runspace = Open-UserSession $Folder
        $shell = $null
        try {
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace

            # A property that does not exist is an error.
            $shell.AddScript('Set-StrictMode -Version Latest', $false).Invoke() | Out-Null
            $shell.Commands.Clear()
            $call = $shell.AddScript($Code).AddCommand('Out-String').AddParameter('Width', 160).BeginInvoke()
            if (-not $call.AsyncWaitHandle.WaitOne(30000)) {
                $shell.Stop()
                return @{ Output = ''; Problems = 'It did not end within 30 seconds.' }
            }
            $output = ''
            $problems = @(
                try { $output = -join $shell.EndInvoke($call) } catch { "$_" }
                foreach ($problem in $shell.Streams.Error) { "$problem" }
            )
            $own = $runspace.SessionStateProxy.GetVariable('sandbox')
            @{ Output = $output; Problems = $problems; Requests = @(if ($own.IsRunning) { Get-SandboxRequest $own }) }
        }
        finally {
            if ($shell) {
                $shell.Commands.Clear()
                if ($shell.InvocationStateInfo.State -ne 'Running') { $shell.AddCommand('Stop-PiecesSandbox').Invoke() | Out-Null }
                $shell.Dispose()
            }
            Close-UserSession $runspace
        }
    }
}

Describe 'The examples' {
    BeforeAll {
        # What an example could leave outside its folder.
        function Get-Surrounding { (Get-ChildItem $HOME, $PWD | Where-Object Name -NotMatch '^\.').FullName | Sort-Object }
        $surrounding = Get-Surrounding

        $sandbox = Start-PiecesSandbox -Sample 20 -PassThru
        $before = $env:PIECES_OS_URL, $env:PSModulePath, $env:CLOUDFLARE_API_TOKEN, $env:CLOUDFLARE_ACCOUNT_ID, $env:CLOUDFLARE_BASE_URL

        # As if the module were installed, so that other runspaces find it.
        $env:PSModulePath = (Join-Path $Root out) + [IO.Path]::PathSeparator + $env:PSModulePath

        # One runspace searches first: when several search a new module folder at the same time, the engine may miss it in one of them.
        if ($PSVersionTable.PSEdition -eq 'Core') {
            1 | ForEach-Object -Parallel { Get-Command Get-PiecesAsset, Get-CloudflareShare } | Should -HaveCount 2
        }
    }

    AfterAll {
        $env:PIECES_OS_URL, $env:PSModulePath, $env:CLOUDFLARE_API_TOKEN, $env:CLOUDFLARE_ACCOUNT_ID, $env:CLOUDFLARE_BASE_URL = $before
        Stop-PiecesSandbox
    }

    BeforeEach {
        # With these variables, examples do not need to connect.
        Set-UserVariable $sandbox
        if (Get-SandboxRequest $sandbox | Where-Object { -not (Test-IsRead $_) }) {
            Invoke-SandboxAdmin $sandbox reset -Method Post -Body @{} | Out-Null
            Invoke-SandboxAdmin $sandbox sample -Method Post -Body @{ count = 20; seed = 1 } | Out-Null
            Invoke-SandboxAdmin $sandbox cloudflare/sample -Method Post -Body @{} | Out-Null
        }
        Clear-SandboxRequest $sandbox

        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        New-Item -ItemType Directory (Join-Path $folder snippets) | Out-Null
        Set-Content (Join-Path $folder snippets/deploy.sh) "#!/bin/sh`nkubectl apply -f ."
        Set-Content (Join-Path $folder snippets/retry.ps1) 'foreach ($try in 1..3) { try { & $Action; break } catch { Start-Sleep 1 } }'
        Set-Content (Join-Path $folder snippets/users.sql) 'SELECT name FROM users;'
    }

    It '<Title>' -ForEach $chosen {
        if ($Code -match '-Parallel') { Skip-InWindowsPowerShell 'ForEach-Object -Parallel' }
        $result = Invoke-Example $Code $folder
        $result.Problems | Should -BeNullOrEmpty -Because $Code
        if ($Shown) { Format-ForComparison $result.Output | Should -Be (Format-ForComparison $Shown) }

        # On a real Pieces OS, a list of 300 assets takes 14 seconds. An import into the local server compares its list with the export.
        $lists = if ($Code -match '(?s)Export-PiecesLibrary.*Import-PiecesLibrary') { 2 } else { 1 }
        foreach ($requests in @(Get-SandboxRequest $sandbox), $result.Requests) {
            @($requests | Where-Object { $_ -eq 'GET /assets' }).Count | Should -BeLessOrEqual $lists -Because $Code
        }
    }

    It 'write nothing outside their folder' { Get-Surrounding | Should -Be $surrounding }
}

Describe 'The list of examples' {
    if ($pages) {
        It 'has every example of <Name>' -ForEach @($pages) {
            $text = [IO.File]::ReadAllText($Path)
            $headings = [regex]::Matches($text, '(?m)^### (Example \d+: .+)$') | ForEach-Object { "${Name}: $($_.Groups[1].Value)" }
            $Titles | Should -Be $headings
        }
    }
    if ($topics) {
        It 'has every block of <Name>' -ForEach @($topics) {
            $indented = ([IO.File]::ReadAllLines($Path) -match '^ {8}').Count
            ($Code -split '\n' -match '^ {8}').Count | Should -Be $indented
        }
    }
}

Describe 'The README' {
    It '<Title>' -ForEach $readme {
        # Runs in a separate process, because it imports the module from the build output. Later examples in the README find the
        # module there too.
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        New-Item -ItemType Directory (Join-Path $folder out) | Out-Null
        Copy-Item (Join-Path $Root samples) $folder -Recurse
        Copy-Item (Join-Path $Root out/PiecesOs) (Join-Path $folder out) -Recurse
        $script = Join-Path $folder readme.ps1
        Set-Content $script -Value @(
            '$ConfirmPreference = "None"'
            '$env:PSModulePath = "$PWD/out" + [IO.Path]::PathSeparator + $env:PSModulePath'
            $Code
            'if ($Error) { $Error | Out-String; exit 1 }'
        )
        Push-Location $folder
        try { $output = Invoke-PowerShell -File $script 2>&1 | Out-String }
        finally { Pop-Location }
        $LASTEXITCODE | Should -Be 0 -Because $output
    }
}
