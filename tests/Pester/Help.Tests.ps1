BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    Import-Module (Join-Path $root 'out/PiecesOs/PiecesOs.psd1')

    $pages = foreach ($file in Get-ChildItem (Join-Path $root docs/cmdlets) -Filter *.md) {
        @{ Name = $file.BaseName; Text = [IO.File]::ReadAllText($file.FullName) }
    }

    # The code blocks of a page, each with the heading above it and, if present, the output below it.
    function Find-Fence([string] $Source, [string] $Text) {
        $title = ''
        $pattern = '(?ms)^#+ (?<title>[^\n]+)$|^```powershell\n(?<code>.*?)\n```$(\n\n```output\n(?<shown>.*?)\n```$)?'
        foreach ($match in [regex]::Matches($Text, $pattern)) {
            if ($match.Groups['title'].Success) { $title = $match.Groups['title'].Value; continue }
            @{
                Title = "${Source}: $title"
                Code  = $match.Groups['code'].Value
                Shown = $match.Groups['shown'].Value
            }
        }
    }

    # The code blocks of an about topic: lines that are indented by eight or more.
    function Find-Indented([string] $Source, [string] $Text) {
        $number = 0
        foreach ($match in [regex]::Matches($Text, '(?m)(?:^ {8}[^\n]*\n(?:\n(?= {8}))?)+')) {
            $number++
            @{ Title = "${Source}: block $number"; Code = $match.Value; Shown = '' }
        }
    }

    $examples = @(
        foreach ($page in $pages) { Find-Fence $page.Name $page.Text }
        foreach ($file in Get-ChildItem (Join-Path $root en-US) -Filter about_*.txt) { Find-Indented $file.Name ([IO.File]::ReadAllText($file.FullName)) }
    )
    $readme = @(Find-Fence 'README' ([IO.File]::ReadAllText((Join-Path $root README.md))))
    $sample = @{ Title = 'samples/quickstart.ps1'; Code = [IO.File]::ReadAllText((Join-Path $root samples/quickstart.ps1)) }

    # The examples that start a sandbox or run a command that can change something.
    $changing = @(Get-Command -Module PiecesOs | Where-Object { $_.Parameters.ContainsKey('WhatIf') }).Name
    $changes = @($examples + $readme + $sample | Where-Object {
        $ast = [System.Management.Automation.Language.Parser]::ParseInput($_.Code, [ref] $null, [ref] $null)
        $ast.Find({ param($node) $node -is [System.Management.Automation.Language.CommandAst] -and $node.GetCommandName() -in $changing }, $true)
    })
    $topics = @(Get-ChildItem (Join-Path $root en-US) -Filter about_*.txt | ForEach-Object { @{ Topic = $_.Name -replace '\.help\.txt$' } })

    # PageTests checks that every cmdlet has a page.
    $documented = @(Get-Command -Module PiecesOs | Where-Object Name -in $pages.Name | ForEach-Object { @{ Name = $_.Name } })
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    $userDataBefore = $env:XDG_DATA_HOME

    # Normalizes text for a comparison that ignores column widths and the age of the samples.
    function Format-ForComparison([string] $Text) {
        ($Text -replace '\x1b\[[\d;]*m' -replace '\d+ (second|minute|hour|day|month|year)s?\b', '<age>' -replace '-{2,}', '--' -replace '\s+', ' ').Trim()
    }

    # A new user's session with the module, in a folder with a few files, without confirmation prompts.
    function Open-UserSession([string] $Folder) {
        $state = [initialsessionstate]::CreateDefault()
        if (Test-IsWindows) { $state.ExecutionPolicy = 'Bypass' }
        $state.ImportPSModule($ModulePath)
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $runspace.SessionStateProxy.Path.SetLocation($Folder) | Out-Null
        $runspace.SessionStateProxy.SetVariable('ConfirmPreference', 'None')
        $runspace.SessionStateProxy.SetVariable('ProgressPreference', 'SilentlyContinue')

        # Its servers keep their data in the folder, and other tests do not find them.
        $env:XDG_DATA_HOME = Join-Path $Folder userdata
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $runspace.SessionStateProxy.SetVariable('PSDefaultParameterValues', [System.Management.Automation.DefaultParameterDictionary] @{
            'Start-PiecesServer:Port' = $listener.LocalEndpoint.Port
        })
        $listener.Stop()
        $runspace
    }

    # Runs code as a new user would. Returns the output, the errors, and the requests to the sandbox that the code started.
    function Invoke-Example([string] $Code, [string] $Folder) {
        $runspace = Open-UserSession $Folder
        $shell = $null
        try {
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
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
            $runspace.Dispose()
            Get-PiecesServer | Stop-PiecesServer
            $env:XDG_DATA_HOME = $userDataBefore
        }
    }

    # Runs code as if pasted at the prompt: statement by statement, also after errors. Starting a sandbox fails, because the port
    # is in use. Returns the ids of the errors.
    function Invoke-AsPasted([string] $Code, [string] $Folder, $TakenBy) {
        $statements = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $null).EndBlock.Statements.Extent.Text
        $runspace = Open-UserSession $Folder
        try {
            $taken = '$PSDefaultParameterValues["Start-PiecesSandbox:Port"] = ' + $TakenBy.Uri.Port
            foreach ($statement in @($taken) + $statements) {
                $shell = [powershell]::Create()
                $shell.Runspace = $runspace
                try { $shell.AddScript($statement, $false).Invoke() | Out-Null } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
                foreach ($problem in $shell.Streams.Error) { $problem.FullyQualifiedErrorId }
                $shell.Dispose()
            }
        }
        finally {
            $runspace.Dispose()
            Get-PiecesServer | Stop-PiecesServer
            $env:XDG_DATA_HOME = $userDataBefore
        }
    }

    # Identifies requests that only read, by method and path.
    function Test-IsRead([string] $Request) { $Request -match '^(GET|HEAD) |^POST /(connect|assets/search|assets/draft|materials/.*)$' }
}

Describe 'Get-Help' {
    It 'reads well for <Name>' -ForEach $documented {
        $help = Get-Help $Name -Full
        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        $help.Synopsis | Should -Not -Match ([regex]::Escape("$Name "))
        ($help.description.Text -join ' ').Length | Should -BeGreaterThan 40
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        $help.examples.example.code -join ' ' | Should -Match $Name
        foreach ($example in $help.examples.example) {
            ($example.remarks.Text -join '') | Should -Not -BeNullOrEmpty
        }
        $help.returnValues.returnValue[0].type.name | Should -Not -BeNullOrEmpty
        $help.alertSet.alert.Text -join ' ' | Should -Match 'API operations?:'

        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        foreach ($parameter in (Get-Command $Name).Parameters.Values | Where-Object Name -NotIn $common) {
            $text = (Get-Help $Name -Parameter $parameter.Name).description.Text -join ' '
            $text.Length | Should -BeGreaterThan 9 -Because "-$($parameter.Name) needs a text"
        }
        @($help.parameters.parameter.name | Where-Object { $_ -notin (Get-Command $Name).Parameters.Keys }) | Should -BeNullOrEmpty
        @($help.syntax.syntaxItem).Count | Should -Be (Get-Command $Name).ParameterSets.Count
    }

    It 'opens the online page of <Name>' -ForEach $documented {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'another program can replace the browser only on Linux' }
        # Replaces the browser. PowerShell's own test hook does not work: with it, the engine ignores help files.
        $opened = Join-Path $TestDrive "$Name.url"
        $opener = Join-Path $TestDrive xdg-open
        Set-Content $opener "#!/bin/sh`necho `"`$1`" > '$opened.part' && mv '$opened.part' '$opened'"
        chmod +x $opener
        $path = $env:PATH
        try {
            $env:PATH = "${TestDrive}:$path"
            Get-Help $Name -Online
        }
        finally { $env:PATH = $path }

        $deadline = [datetime]::Now.AddSeconds(10)
        while (-not (Test-Path $opened) -and [datetime]::Now -lt $deadline) { Start-Sleep -Milliseconds 20 }
        $page = Get-Content (Join-Path $Root "docs/cmdlets/$Name.md") -Raw
        Get-Content $opened | Should -Be ([regex]::Match($page, '(?m)^online version: (\S+)$').Groups[1].Value)
    }

    It 'shows the examples' {
        $text = Get-Help Get-PiecesAsset -Examples | Out-String -Width 200
        $text | Should -Match '-------- Example 1: Get assets by name --------'
        $text | Should -Match '\.\s*\n\s*\n\s*-------- Example 2'
        $text | Should -Match ([regex]::Escape('Get-PiecesAsset retry*'))
    }

    It 'shows <Topic>' -ForEach $topics {
        $text = Get-Help $Topic | Out-String
        $text | Should -Match "(?m)^\s+$Topic\r?$"
        $text | Should -Match 'LONG DESCRIPTION'
    }
}

Describe 'The examples' {
    BeforeAll {
        $sandbox = Start-PiecesSandbox -PassThru
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
        # Cloudflare examples do not need to connect, because these variables are set, as for a runbook.
        $env:PIECES_OS_URL = $sandbox.Uri
        $env:CLOUDFLARE_API_TOKEN = 'sandbox-cloudflare-edit-token-0123456789'
        $env:CLOUDFLARE_ACCOUNT_ID = '023e105f4ecef8ad9ca31a8372d0c353'
        $env:CLOUDFLARE_BASE_URL = "$($sandbox.Uri)client/v4"
        Invoke-SandboxAdmin $sandbox reset -Method Post -Body @{} | Out-Null
        Invoke-SandboxAdmin $sandbox sample -Method Post -Body @{ count = 20; seed = 1 } | Out-Null
        Invoke-SandboxAdmin $sandbox cloudflare/sample -Method Post -Body @{} | Out-Null
        Clear-SandboxRequest $sandbox

        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        New-Item -ItemType Directory (Join-Path $folder snippets) | Out-Null
        Set-Content (Join-Path $folder snippets/deploy.sh) "#!/bin/sh`nkubectl apply -f ."
        Set-Content (Join-Path $folder snippets/retry.ps1) 'foreach ($try in 1..3) { try { & $Action; break } catch { Start-Sleep 1 } }'
        Set-Content (Join-Path $folder snippets/users.sql) 'SELECT name FROM users;'
    }

    It '<Title>' -ForEach $examples {
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
}

Describe 'The examples, pasted while a real server is in use and the sandbox does not start' {
    BeforeAll {
        $real = Start-PiecesSandbox -Sample 20 -PassThru
        $before = $env:PIECES_OS_URL, $env:CLOUDFLARE_API_TOKEN, $env:CLOUDFLARE_ACCOUNT_ID, $env:CLOUDFLARE_BASE_URL

        # As if the user were connected: connections take precedence over the variables.
        $connect = @'
            Connect-PiecesOs | Out-Null
            Connect-CloudflareSharing | Out-Null
            $share = Get-CloudflareShare -Kind sent -Status active | Select-Object -First 1

'@
    }

    AfterAll {
        $env:PIECES_OS_URL, $env:CLOUDFLARE_API_TOKEN, $env:CLOUDFLARE_ACCOUNT_ID, $env:CLOUDFLARE_BASE_URL = $before
        Stop-PiecesSandbox
    }

    BeforeEach {
        $env:PIECES_OS_URL = $real.Uri
        $env:CLOUDFLARE_API_TOKEN = 'sandbox-cloudflare-edit-token-0123456789'
        $env:CLOUDFLARE_ACCOUNT_ID = '023e105f4ecef8ad9ca31a8372d0c353'
        $env:CLOUDFLARE_BASE_URL = "$($real.Uri)client/v4"
        Clear-SandboxRequest $real
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        New-Item -ItemType Directory (Join-Path $folder snippets) | Out-Null
        Set-Content (Join-Path $folder snippets/deploy.sh) "#!/bin/sh`nkubectl apply -f ."
        Copy-Item (Join-Path $Root samples) $folder -Recurse
    }

    It 'specify the connection of each command that removes or replaces: <Title>' -ForEach $changes {
        $ast = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $null)
        $commands = $ast.FindAll({ param($node) $node -is [System.Management.Automation.Language.CommandAst] }, $true)
        $unnamed = $commands | Where-Object { $_.GetCommandName() -match '^((Remove|Revoke|Set|Update|Edit|Import|Add|Sync)-(Pieces|Cloudflare)|New-Cloudflare)' } |
            Where-Object { -not @($_.CommandElements.ParameterName -match '^(Connection|WhatIf)$') }
        $unnamed.Extent.Text | Should -BeNullOrEmpty
    }

    It 'change nothing on the real server: <Title>' -ForEach $changes {
        $problems = Invoke-AsPasted "$connect$Code" $folder $real

        $isOnSandbox = $Code -match 'Start-PiecesSandbox'
        if ($isOnSandbox) { $problems | Should -Contain 'SandboxNotStarted,PiecesOs.Module.StartPiecesSandboxCommand' }

        # An example without a sandbox may save and share something new, because that is its purpose.
        $sent = Get-SandboxRequest $real
        $sent | Should -Not -BeNullOrEmpty
        $sent | Where-Object { -not (Test-IsRead $_) } |
            Where-Object { $isOnSandbox -or $_ -notmatch '^POST /(assets/create|shares/create|linkify|linkify/multiple)$' } |
            Should -BeNullOrEmpty -Because $Code
    }

    It 'are detected in the log of the real server: <Code>' -ForEach @(
        @{ Code = 'Start-PiecesSandbox; Add-PiecesShareScore (New-PiecesLink Debounce)'; Sent = 'POST /share/*/scores/increment' }
        @{ Code = '$sandbox = Start-PiecesSandbox -PassThru; $share | Set-CloudflareShare -Name $share.Name'; Sent = 'PUT /client/v4/accounts/*' }
    ) {
        Invoke-AsPasted "$connect$Code" $folder $real | Should -Be 'SandboxNotStarted,PiecesOs.Module.StartPiecesSandboxCommand'
        @(Get-SandboxRequest $real) -like $Sent | Should -HaveCount 1
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
