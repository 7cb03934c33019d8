BeforeDiscovery {
    . $PSScriptRoot/Examples.ps1
    Import-Module (Join-Path $root 'out/PiecesOs/PiecesOs.psd1')

    # The examples that start a sandbox or run a command that can change something.
    $changing = @(Get-Command -Module PiecesOs | Where-Object { $_.Parameters.ContainsKey('WhatIf') }).Name
    $changes = @($examples + $readme + $sample | Where-Object {
        $ast = [System.Management.Automation.Language.Parser]::ParseInput($_.Code, [ref] $null, [ref] $null)
        $ast.Find({ param($node) $node -is [System.Management.Automation.Language.CommandAst] -and $node.GetCommandName() -in $changing }, $true)
    })
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    . $PSScriptRoot/UserSession.ps1

    # Runs code as if pasted at the prompt: statement by statement, also after errors. Starting a sandbox fails before its process
    # starts, because the drive of its data does not exist, or, for examples that keep data, because the port is in use. Returns the
    # ids of the errors.
    $notStarted = '^(DriveNotFound|SandboxNotStarted),PiecesOs\.Module\.StartPiecesSandboxCommand$'
    function Invoke-AsPasted([string] $Code, [string] $Folder, $TakenBy) {
        $statements = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $null).EndBlock.Statements.Extent.Text
        $runspace = Open-UserSession $Folder
        try {
            $failing = @{ 'Start-PiecesSandbox:DataPath' = 'missing:/data.db'; 'Start-PiecesSandbox:Port' = $TakenBy.Uri.Port }
            $defaults = $runspace.SessionStateProxy.GetVariable('PSDefaultParameterValues')
            foreach ($name in $failing.Keys) { $defaults[$name] = $failing[$name] }
            foreach ($statement in $statements) {
                $shell = [powershell]::Create()
                $shell.Runspace = $runspace
                try { $shell.AddScript($statement, $false).Invoke() | Out-Null } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
                foreach ($problem in $shell.Streams.Error) { $problem.FullyQualifiedErrorId }
                $shell.Dispose()
            }
        }
        finally {
            Close-UserSession $runspace
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
        Set-UserVariable $real
        Clear-SandboxRequest $real
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        New-Item -ItemType Directory (Join-Path $folder snippets) | Out-Null
        Set-Content (Join-Path $folder snippets/deploy.sh) "#!/bin/sh`nkubectl apply -f ."
        Copy-Item (Join-Path $Root samples) $folder -Recurse
    }

    It 'specify the connection of each command that removes or replaces: <Title>' -ForEach $changes {
        $ast = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $null)
        $commands = $ast.FindAll({ param($node) $node -is [System.Management.Automation.Language.CommandAst] }, $true)
        $unnamed = $commands | Where-Object { $_.GetCommandName() -match '^((Remove|Revoke|Set|Update|Edit|Import|Add|Sync|Invoke)-(Pieces|Cloudflare)|New-Cloudflare)' } |
            Where-Object { $_.GetCommandName() -ne 'Invoke-PiecesRequest' -or $_.CommandElements.ParameterName -contains 'Method' } |
            Where-Object { -not @($_.CommandElements.ParameterName -match '^(Connection|WhatIf)$') }
        $unnamed.Extent.Text | Should -BeNullOrEmpty
    }

    It 'change nothing on the real server: <Title>' -ForEach $changes {
        $problems = Invoke-AsPasted "$connect$Code" $folder $real

        $isOnSandbox = $Code -match 'Start-PiecesSandbox'
        if ($isOnSandbox) { @($problems) -match $notStarted | Should -Not -BeNullOrEmpty }

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
        $problems = @(Invoke-AsPasted "$connect$Code" $folder $real)
        $problems | Should -HaveCount 1
        $problems | Should -Match $notStarted
        @(Get-SandboxRequest $real) -like $Sent | Should -HaveCount 1
    }
}
