BeforeAll {
    . $PSScriptRoot/Support.ps1

    # The data folder of the user, for this process and those that it starts.
    $before = $env:XDG_DATA_HOME, $env:PIECES_OS_URL
    $env:XDG_DATA_HOME = $userData = Join-Path (Get-Item $TestDrive).FullName userdata
}

AfterAll {
    Get-PiecesServer | Stop-PiecesServer
    $env:XDG_DATA_HOME, $env:PIECES_OS_URL = $before
}

Describe 'A lasting server' {
    BeforeEach { Disconnect-PiecesOs }

    AfterEach {
        Disconnect-PiecesOs
        Get-PiecesServer | Stop-PiecesServer
    }

    It 'keeps its data in the data folder of the user and outlives the PowerShell that started it' {
        $port = Get-FreePort
        Invoke-PowerShell -NoProfile -Command "
            Import-Module '$ModulePath'
            `$server = Start-PiecesServer -Port $port -PassThru
            'from the other session' | New-PiecesAsset -Name kept -Connection `$server | Out-Null"

        $server = Get-PiecesServer
        $server | Should -HaveCount 1
        $server.Uri | Should -Be "http://127.0.0.1:$port/"
        $server.DataPath | Should -Be (Join-Path $userData PiecesOs/library.db)
        (Get-Process -Id $server.ProcessId).HasExited | Should -BeFalse
        $server.Version | Should -Match '^\d+\.\d+\.\d+'
        ([datetimeoffset]::UtcNow - $server.Started).TotalMinutes | Should -BeLessThan 10
        Get-Content $server.LogPath | Should -Match "Listening on http://127.0.0.1:$port with "
        Get-PiecesAsset kept -Connection $server | Get-PiecesAssetContent -Connection $server | Should -Be 'from the other session'
        ($server | Connect-PiecesOs).Uri | Should -Be $server.Uri

        Stop-PiecesServer

        Get-PiecesServer | Should -BeNullOrEmpty
        Test-Path "$($server.DataPath)-wal" | Should -BeFalse
        Wait-Until { -not (Get-Process -Id $server.ProcessId -ErrorAction Ignore | Where-Object { -not $_.HasExited }) }
    }

    It 'is not started twice for a data file' {
        $first = Start-PiecesServer -Port (Get-FreePort) -PassThru
        $second = Start-PiecesServer -PassThru -WarningVariable warned -WarningAction SilentlyContinue

        $second.ProcessId | Should -Be $first.ProcessId
        "$warned" | Should -BeLike "*already running at $($first.Uri).*"
        "$warned" | Should -Not -BeLike '*port*'
        Start-PiecesServer -Port (Get-FreePort) -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*To change its port, stop it first, with Stop-PiecesServer.'
        Get-PiecesServer | Should -HaveCount 1
    }

    It 'is one for each data file, found and stopped by it' {
        Push-Location $TestDrive
        try {
            $default = Start-PiecesServer -Port (Get-FreePort) -PassThru
            $team = Start-PiecesServer ./team.db -Port (Get-FreePort) -PassThru -WarningAction SilentlyContinue
            'team' | New-PiecesAsset -Name only-there -Connection $team | Out-Null

            (Get-PiecesServer).ProcessId | Should -Be @($default.ProcessId, $team.ProcessId)
            (Get-PiecesAsset -Connection $default).Name | Should -Not -Contain 'only-there'
            Stop-PiecesServer ./team.db
            (Get-PiecesServer).ProcessId | Should -Be $default.ProcessId
            Stop-PiecesServer ./team.db -Verbose 4>&1 | Should -BeLike '*No server is running with the data file*team.db*'

            Stop-PiecesServer ./tema.db -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem.FullyQualifiedErrorId | Should -Be 'ServerNotRunning,PiecesOs.Module.StopPiecesServerCommand'
            "$problem" | Should -BeLike "No server is running with the data file '*tema.db'.*"
        }
        finally { Pop-Location }
    }

    It 'becomes the connection of a session without one, and leaves an existing connection' {
        $first = Start-PiecesServer -Port (Get-FreePort) -PassThru
        (Get-PiecesOsConnection).Uri | Should -Be $first.Uri

        $second = Start-PiecesServer (Join-Path $TestDrive other.db) -Port (Get-FreePort) -PassThru -WarningVariable warned -WarningAction SilentlyContinue
        (Get-PiecesOsConnection).Uri | Should -Be $first.Uri
        "$warned" | Should -Be "The session stays connected to $($first.Uri). To use the server, run: Connect-PiecesOs $($second.Uri)"

        $first | Stop-PiecesServer
        Get-PiecesOsConnection | Should -BeNullOrEmpty
    }

    It 'uses the first free port on which clients search, and discovery finds it' {
        # Tests in other processes that search for servers do not run now.
        Wait-Until -Seconds 120 {
            $script:lock = try { [IO.File]::Open((Join-Path $Root out/discovery.lock), 'OpenOrCreate', 'ReadWrite', 'None') } catch [IO.IOException] { }
            $lock
        }
        try {
            $server = Start-PiecesServer -PassThru -WarningVariable warned -WarningAction SilentlyContinue
            $server.Uri.Port | Should -BeGreaterOrEqual 39300
            $server.Uri.Port | Should -BeLessOrEqual 39333
            if ($server.Uri.Port -ne 39300) { "$warned" | Should -BeLike "Port 39300 is in use*listens on port $($server.Uri.Port)." }

            # Something else may be running there too, and then the error names both.
            Disconnect-PiecesOs
            $env:PIECES_OS_URL = $null
            $found = try { (Connect-PiecesOs -ErrorAction Stop).Uri } catch { "$_" }
            "$found" | Should -BeLike "*$($server.Uri)*"
        }
        finally {
            Get-PiecesServer | Stop-PiecesServer
            $lock.Dispose()
        }
    }

    It 'does not start on a port that is in use, or with a data file that is not one' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        try {
            Start-PiecesServer -Port $listener.LocalEndpoint.Port -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem[0].FullyQualifiedErrorId | Should -Be 'ServerNotStarted,PiecesOs.Module.StartPiecesServerCommand'
            "$($problem[0])" | Should -BeLike "*$($listener.LocalEndpoint.Port)*"
            $problem[0].ErrorDetails.RecommendedAction | Should -Be 'Specify another port with -Port. Without it, the first free port is used.'
        }
        finally { $listener.Stop() }

        $file = Join-Path $TestDrive text.db
        foreach ($content in ('not a database ' * 100), '') {
            [IO.File]::WriteAllText($file, $content)
            Start-PiecesServer $file -Port (Get-FreePort) -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem[0].FullyQualifiedErrorId | Should -Be 'ServerNotStarted,PiecesOs.Module.StartPiecesServerCommand'
            $problem[0].ErrorDetails.RecommendedAction | Should -BeLike 'If the file is damaged, go back to a backup.*'
            [IO.File]::ReadAllText($file) | Should -Be $content
        }
        Get-PiecesServer | Should -BeNullOrEmpty
        Get-PiecesOsConnection | Should -BeNullOrEmpty
    }

    It 'does not share its data file with a sandbox' {
        $file = Join-Path $TestDrive shared.db
        $sandbox = Start-PiecesSandbox -DataPath $file -PassThru
        try {
            Start-PiecesServer $file -Port (Get-FreePort) -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem[0].FullyQualifiedErrorId | Should -Be 'DataFileInUse,PiecesOs.Module.StartPiecesServerCommand'
        }
        finally { $sandbox | Stop-PiecesSandbox }
    }

    It 'is not listed after it was killed, and starts again with its data' {
        $server = Start-PiecesServer -Port (Get-FreePort) -PassThru
        'kept' | New-PiecesAsset -Name before-the-kill -Connection $server | Out-Null
        Stop-Process -Id $server.ProcessId -Force
        Wait-Until { -not (Get-PiecesServer) }
        Disconnect-PiecesOs

        $again = Start-PiecesServer -Port (Get-FreePort) -PassThru
        Get-PiecesAsset before-the-kill -Connection $again | Should -HaveCount 1
    }

    It 'starts and stops nothing with -WhatIf' {
        Start-PiecesServer -WhatIf
        Get-PiecesServer | Should -BeNullOrEmpty
        $server = Start-PiecesServer -Port (Get-FreePort) -PassThru
        $server | Stop-PiecesServer -WhatIf
        Backup-PiecesServer (Join-Path $TestDrive whatif.db) -WhatIf | Should -BeNullOrEmpty
        Test-Path (Join-Path $TestDrive whatif.db) | Should -BeFalse
        (Get-PiecesServer).ProcessId | Should -Be $server.ProcessId
    }

    It 'shows the server without its token' {
        $server = Start-PiecesServer -Port (Get-FreePort) -PassThru
        Format-AsText { $server } | Should -Match '^Uri +ProcessId +Age +DataPath'
        Format-AsText { $server | Format-List } | Should -Match 'LogPath +: .*library\.db\.log'
        $token = (Get-Content (Get-ChildItem (Join-Path $userData PiecesOs/servers) -Filter *.json).FullName -Raw | ConvertFrom-Json).adminToken
        $token | Should -Not -BeNullOrEmpty
        Format-AsText { $server | Format-List *; $server | Format-Custom; $server | ConvertTo-Json } | Should -Not -BeLike "*$token*"
    }
}

Describe 'A backup of a lasting server' {
    BeforeAll {
        Disconnect-PiecesOs
        $server = Start-PiecesServer -Port (Get-FreePort) -PassThru -WarningAction SilentlyContinue
        'backed up' | New-PiecesAsset -Name precious -Connection $server | Out-Null
        $folder = Join-Path $TestDrive backups
        New-Item -ItemType Directory $folder | Out-Null
    }

    AfterAll { Get-PiecesServer | Stop-PiecesServer }

    It 'is a file that another server opens, and the server keeps running' {
        $file = Backup-PiecesServer (Join-Path $folder new/library.db)
        $file | Should -BeOfType System.IO.FileInfo
        $file.FullName | Should -Be (Join-Path (Get-Item $folder).FullName new/library.db)

        $restored = Start-PiecesServer $file.FullName -Port (Get-FreePort) -FullCheck -PassThru -WarningAction SilentlyContinue
        Get-PiecesAsset precious -Connection $restored | Should -HaveCount 1
        $restored | Stop-PiecesServer
        Get-PiecesAsset precious -Connection $server | Should -HaveCount 1
    }

    It 'has the time in its name in a folder' {
        ($server | Backup-PiecesServer -Destination $folder).Name | Should -Match '^library-\d{8}-\d{6}\.db$'
    }

    It 'replaces an earlier one only with -Force' {
        $file = Join-Path $folder same.db
        Set-Content $file 'earlier'
        Backup-PiecesServer $file -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -Be 'FileExists,PiecesOs.Module.BackupPiecesServerCommand'
        Get-Content $file | Should -Be 'earlier'

        (Backup-PiecesServer $file -Force).Length | Should -BeGreaterThan 10000
    }

    It 'reports a server that is not running' {
        Backup-PiecesServer $folder -DataPath (Join-Path $TestDrive none.db) -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -Be 'ServerNotRunning,PiecesOs.Module.BackupPiecesServerCommand'
    }

    It 'reports a file that cannot be written' {
        $directory = New-Item -ItemType Directory (Join-Path $folder 'taken.db.part')
        New-Item -ItemType File (Join-Path $directory content) | Out-Null
        Backup-PiecesServer (Join-Path $folder taken.db) -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -Be 'BackupFailed,PiecesOs.Module.BackupPiecesServerCommand'
        Test-Path (Join-Path $folder taken.db) | Should -BeFalse
    }
}
