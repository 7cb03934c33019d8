BeforeAll { . $PSScriptRoot/Support.ps1 }

Describe 'The sandbox' {
    AfterEach { Stop-PiecesSandbox }

    It 'becomes the connection of the session until it is stopped' {
        $sandbox = Start-PiecesSandbox -PassThru
        (Get-PiecesOsConnection).Uri | Should -Be $sandbox.Uri
        $sandbox.IsRunning | Should -BeTrue
        Stop-PiecesSandbox
        $sandbox.IsRunning | Should -BeFalse
        Get-PiecesOsConnection | Should -BeNullOrEmpty
        Get-Process -Id $sandbox.ProcessId -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'keeps its data in a file' {
        $data = Join-Path $TestDrive 'kept.db'
        Start-PiecesSandbox -DataPath $data
        $id = (New-PiecesAsset 'still here').Id
        Stop-PiecesSandbox
        Start-PiecesSandbox -DataPath $data
        Get-PiecesAsset -Id $id | Get-PiecesAssetContent | Should -Be 'still here'
    }

    It 'ends with the process that started it' {
        $child = Start-PowerShell @"
            Import-Module '$ModulePath'
            (Start-PiecesSandbox -PassThru).ProcessId | Set-Content '$TestDrive/pid.txt'
            Start-Sleep 300
"@
        # The file exists before the id is in it.
        Wait-Until { Get-Content $TestDrive/pid.txt -ErrorAction Ignore }
        $id = [int] (Get-Content $TestDrive/pid.txt)
        Get-Process -Id $id | Should -Not -BeNullOrEmpty

        Stop-Process -Id $child.Id -Force
        Wait-Until { -not (Get-Process -Id $id -ErrorAction Ignore) }
    }

    It 'ends with the module' {
        $script = "Import-Module '$ModulePath'; `$s = Start-PiecesSandbox -PassThru; Remove-Module PiecesOs; Start-Sleep -Milliseconds 300; [bool] (Get-Process -Id `$s.ProcessId -ErrorAction Ignore)"
        Invoke-PowerShell -Command $script | Should -Be 'False'
    }

    It 'responds like a signed-out Pieces OS: <Account>' -ForEach @{ Account = 'SignedOut' }, @{ Account = 'NoCloud' } {
        Start-PiecesSandbox -Account $Account
        New-PiecesLink -Text 'x' -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'CloudNotConnected,*'
        (Test-PiecesOs -Detailed).Problem | Should -Match 'links cannot be created'
    }

    It 'reports which option is not valid' {
        { Start-PiecesSandbox -DataPath (Join-Path $TestDrive 'no/such/folder/x.db') -ErrorAction Stop } |
            Should -Throw -ErrorId 'SandboxNotStarted,*'
    }
}

Describe 'The sandbox without the required .NET runtime' {
    BeforeEach {
        $before = $env:DOTNET_ROOT
        $env:DOTNET_ROOT = Join-Path $TestDrive 'dotnet'
        $null = New-Item -ItemType Directory $env:DOTNET_ROOT -Force
    }
    AfterEach { $env:DOTNET_ROOT = $before }

    It 'reports which runtime is missing and where to get it: <Name>' -ForEach @(
        @{ Name = 'no framework'; Script = "echo 'You must install or update .NET to run this application.' >&2; echo `"Framework: 'Microsoft.AspNetCore.App', version '8.0.0' (x64)`" >&2; exit 150" }
        @{ Name = 'not a program'; Script = $null }
    ) {
        if (Test-IsWindows) { Set-ItResult -Skipped -Because 'a shell script cannot replace dotnet.exe' }
        $dotnet = Join-Path $env:DOTNET_ROOT 'dotnet'
        Set-Content $dotnet $(if ($Script) { "#!/bin/sh`
$Script" } else { 'nonsense' })
        if ($Script) { chmod +x $dotnet }
        Start-PiecesSandbox -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'SandboxRuntimeMissing,*'
        $problem[0].CategoryInfo.Category | Should -Be 'NotInstalled'
        $problem[0].ErrorDetails.Message | Should -Match 'ASP.NET Core Runtime 8.0'
        $problem[0].ErrorDetails.RecommendedAction | Should -Match 'dotnet.microsoft.com'
    }
}

Describe 'Sessions' {
    BeforeAll {
        $a = Start-PiecesSandbox -PassThru
        New-PiecesAsset 'in a' -Name 'A' | Out-Null
        $b = Start-PiecesSandbox -PassThru -WarningAction SilentlyContinue
        New-PiecesAsset 'in b' -Name 'B' | Out-Null
    }
    AfterAll { Stop-PiecesSandbox }

    It 'use the latest connection, or the one in -Connection' {
        (Get-PiecesAsset).Name | Should -Be 'B'
        (Get-PiecesAsset -Connection $a.Uri).Name | Should -Be 'A'
        $connection = Connect-PiecesOs $a.Uri
        $connection.Version | Should -Not -BeNullOrEmpty
        (Get-PiecesAsset).Name | Should -Be 'A'
        Connect-PiecesOs $b.Uri | Out-Null
        (Get-PiecesAsset -Connection $connection).Name | Should -Be 'A'
    }

    It 'copy from one server to another in a pipeline' {
        Get-PiecesAsset -Connection $a.Uri | Get-PiecesAssetContent | New-PiecesAsset -Name 'copied' -Connection $b.Uri
        Get-PiecesAsset -Name copied -Connection $b.Uri | Get-PiecesAssetContent | Should -Be 'in a'
    }

    It 'find the server in PIECES_OS_URL' {
        $env:PIECES_OS_URL = $a.Uri
        try {
            Invoke-PowerShell -Command "Import-Module '$ModulePath'; (Get-PiecesAsset).Name" | Should -Be 'A'
        }
        finally { $env:PIECES_OS_URL = $null }
    }

    It 'work in parallel runspaces' {
        Skip-InWindowsPowerShell 'ForEach-Object -Parallel'
        $uri = $a.Uri
        $names = 1..6 | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            (Get-PiecesAsset -Connection $using:uri).Name
        } -ThrottleLimit 3
        $names | Should -Be ('A', 'A', 'A', 'A', 'A', 'A')
    }

    It 'share one connection object between runspaces' {
        Skip-InWindowsPowerShell 'ForEach-Object -Parallel'
        $connection = Connect-PiecesOs $a.Uri
        $names = 1..6 | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            (Get-PiecesAsset -Connection $using:connection).Name
        } -ThrottleLimit 3
        $names | Should -Be ('A', 'A', 'A', 'A', 'A', 'A')
    }

    It 'accept a connection that a job returned' {
        $connection = Connect-PiecesOs $a.Uri
        $result = Start-Job { Import-Module $using:ModulePath; Get-PiecesAsset -Connection $using:connection } | Receive-Job -Wait -AutoRemoveJob
        $result.Name | Should -Be 'A'
        ($result | Get-PiecesAssetContent -Connection $a.Uri) | Should -Be 'in a'
    }

    It 'are closed by Disconnect-PiecesOs' {
        $connection = Connect-PiecesOs $a.Uri
        $connection | Disconnect-PiecesOs
        Get-PiecesAsset -Connection $connection -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionClosed,*'
    }
}
