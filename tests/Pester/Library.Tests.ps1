BeforeAll {
    . $PSScriptRoot/Support.ps1

    # The contents of an export by the names of their assets, each as a hash. Several assets can have the same name.
    function Get-ExportContent([string] $Folder) {
        $manifest = Get-Content -Raw (Join-Path $Folder manifest.json) | ConvertFrom-Json
        foreach ($entry in $manifest.assets | Where-Object content) {
            $file = Join-Path $Folder content $entry.content
            if ((Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash -ne $entry.sha256) { throw "$file has another hash than the manifest." }
            '{0}|{1}|{2}' -f $entry.name, $entry.bytes, $entry.sha256
        }
    }

    # Content that an inexact copy would change.
    $awkward = "tab`tquote`"back\slash 日本語 😀 $([char]7)$([char]27)[31m`r`nlast line without an end"
    $bytes = [byte[]] (0..255)
}

Describe 'Save-PiecesAsset' {
    BeforeAll {
        $sandbox = Start-PiecesSandbox -ContentOnRequest -Sample 150 -PassThru
        $assets = @(Get-PiecesAsset)
    }

    BeforeEach { $folder = Join-Path $TestDrive ([guid]::NewGuid()) }
    AfterEach { Clear-SandboxFault $sandbox }
    AfterAll { Stop-PiecesSandbox }

    It 'saves a library with unusual names, byte for byte and in order' {
        $files = @(Get-PiecesAsset | Save-PiecesAsset -Destination $folder)
        $files.Count | Should -Be $assets.Count
        @(Get-ChildItem $folder -Force).Count | Should -Be $assets.Count
        for ($i = 0; $i -lt $assets.Count; $i++) {
            $files[$i].DirectoryName | Should -Be $folder
            $expected = Get-PiecesAssetContent $assets[$i] -AsByteStream
            [Convert]::ToBase64String([IO.File]::ReadAllBytes($files[$i].FullName)) | Should -Be ([Convert]::ToBase64String($expected))
        }
    }

    It 'fetches several assets at once by id, and keeps the order' {
        $ids = $assets[0..29].Id
        $files = $ids | Save-PiecesAsset -Destination $folder -ThrottleLimit 8
        $files.Count | Should -Be 30
        for ($i = 0; $i -lt 30; $i++) {
            [IO.File]::ReadAllBytes($files[$i].FullName).Length | Should -Be (Get-PiecesAssetContent $assets[$i] -AsByteStream).Length
        }
    }

    It 'returns files that Get-Content and New-PiecesAsset accept' {
        $asset = New-PiecesAsset $awkward -Name 'to be read' -Language txt
        $asset | Save-PiecesAsset -Destination $folder | Get-Content -Raw | Should -BeExactly $awkward
        (Get-ChildItem $folder | New-PiecesAsset | Get-PiecesAssetContent) | Should -BeExactly $awkward
        Format-AsText { Get-Item (Join-Path $folder *) } | Should -Match 'to be read\.txt'
    }

    It 'saves to the current folder by default' {
        New-Item -ItemType Directory $folder | Out-Null
        Push-Location $folder
        try { (Save-PiecesAsset $assets[0].Id).DirectoryName | Should -Be $folder }
        finally { Pop-Location }
    }

    It 'does not replace an existing file without -Force' {
        $file = $assets[0] | Save-PiecesAsset -Destination $folder
        Set-Content $file 'mine'
        $assets[0] | Save-PiecesAsset -Destination $folder -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -Be 'FileExists,PiecesOs.Module.SavePiecesAssetCommand'
        $problem[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        $problem[0].TargetObject | Should -Be $assets[0]
        Get-Content $file | Should -Be 'mine'
        ($assets[0] | Save-PiecesAsset -Destination $folder -Force).FullName | Should -Be $file.FullName
        Get-Content -Raw $file | Should -BeExactly (Get-PiecesAssetContent $assets[0])
    }

    It 'numbers names that repeat, also with -Force' {
        $same = 1..3 | ForEach-Object { New-PiecesAsset "content $_" -Name 'Same Name' -Language ps1 }
        $files = $same.Id | Save-PiecesAsset -Destination $folder -Force
        $files.Name | Should -Be ('Same Name.ps1', 'Same Name (2).ps1', 'Same Name (3).ps1')
        $files | Get-Content -Raw | Should -Be ('content 1', 'content 2', 'content 3')
    }

    It 'does nothing with -WhatIf' {
        Clear-SandboxRequest $sandbox
        $assets[0].Id | Save-PiecesAsset -Destination $folder -WhatIf | Should -BeNullOrEmpty
        Get-SandboxRequest $sandbox | Should -BeNullOrEmpty
        Test-Path $folder | Should -BeFalse
    }

    It 'continues after an asset that fails' {
        $files = $assets[0].Id, [guid]::Empty, $assets[1].Id | Save-PiecesAsset -Destination $folder -ErrorAction SilentlyContinue -ErrorVariable problem
        $files.Count | Should -Be 2
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'AssetNotFound,*'
    }
}

Describe 'Export-PiecesLibrary' {
    BeforeAll {
        $sandbox = Start-PiecesSandbox -ContentOnRequest -Sample 300 -PassThru
        $file = Join-Path $TestDrive 'all.bin'
        [IO.File]::WriteAllBytes($file, $bytes)
        New-PiecesAsset -LiteralPath $file | Out-Null
        New-PiecesAsset $awkward -Name "red$([char]27)[31m" | Out-Null
    }

    BeforeEach { $folder = Join-Path $TestDrive ([guid]::NewGuid()) }
    AfterEach { Clear-SandboxFault $sandbox }
    AfterAll { Stop-PiecesSandbox }

    It 'writes every asset as the server sent it, with one list request' {
        Clear-SandboxRequest $sandbox
        $export = Export-PiecesLibrary $folder
        $requests = Get-SandboxRequest $sandbox
        $requests[0, 1] | Should -Be ('GET /.well-known/version', 'GET /assets')
        @($requests -eq 'GET /assets').Count | Should -Be 1
        @($requests).Count | Should -BeLessOrEqual 10 -Because 'the IDs, the count and the shares are requested, and a sample of five single records shows whether the list is complete'

        $export.Path | Should -Be $folder
        $export.AssetCount | Should -Be 302
        $lines = [IO.File]::ReadAllLines((Join-Path $folder assets.jsonl))
        $lines.Count | Should -Be 302
        $raw = Invoke-RestMethod ([uri]::new($sandbox.Uri, 'assets?transferables=true')) -OutFile (Join-Path $TestDrive raw.json) -PassThru
        $raw.iterable.Count | Should -Be 302
        $text = [IO.File]::ReadAllText((Join-Path $TestDrive raw.json))
        foreach ($line in $lines) { if (-not $text.Contains($line)) { throw "Differs from what the server sent: $($line.Substring(0, 200))" } }

        $manifest = Get-Content -Raw (Join-Path $folder manifest.json) | ConvertFrom-Json
        $manifest.counts.assets | Should -Be 302
        $manifest.counts.contents | Should -Be $export.ContentCount
        (Get-FileHash (Join-Path $folder assets.jsonl)).Hash | Should -Be $manifest.assetsFile.sha256
        @(Get-ExportContent $folder).Count | Should -Be $export.ContentCount
        @(Get-ChildItem (Join-Path $folder content) -Force).Count | Should -Be $export.ContentCount
    }

    It 'continues after an interruption' {
        Add-SandboxFault $sandbox @{ path = '/assets$'; method = 'GET'; truncateAfterBytes = 600000; times = 1 }
        Add-SandboxFault $sandbox @{ path = '/assets/identifiers'; status = 500; times = 4 }
        Export-PiecesLibrary $folder -WarningAction SilentlyContinue -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -Be 'MalformedResponse,PiecesOs.Module.ExportPiecesLibraryCommand'
        $problem[0].TargetObject | Should -Be $folder
        Test-Path (Join-Path $folder manifest.json) | Should -BeFalse
        $before = @(Get-ChildItem (Join-Path $folder content)).Count
        $before | Should -BeGreaterThan 0
        { Import-PiecesLibrary $folder -ErrorAction Stop } | Should -Throw -ErrorId 'ExportNotFound,*'

        Clear-SandboxFault $sandbox
        $export = Export-PiecesLibrary $folder
        $export.Resumed | Should -Be $before
        $export.AssetCount | Should -Be 302
        Get-ChildItem $folder -Recurse -Force -Filter *.partial | Should -BeNullOrEmpty
    }

    It 'continues after its process was killed' {
        Add-SandboxFault $sandbox @{ path = '/assets'; method = 'GET'; trickleBytesPerSecond = 400000; times = 1 }
        $process = Start-PowerShell "Import-Module '$ModulePath'; Export-PiecesLibrary '$folder' -Connection '$($sandbox.Uri)'"
        $content = Join-Path $folder content
        Wait-Until { @(Get-ChildItem $content -ErrorAction Ignore).Count -ge 20 }
        $process.Kill()
        $process.WaitForExit()
        Test-Path (Join-Path $folder manifest.json) | Should -BeFalse

        $export = Export-PiecesLibrary $folder
        $export.Resumed | Should -BeGreaterOrEqual 19
        $export.ContentCount | Should -Be @(Get-ChildItem $content -Force).Count
    }

    It 'does not write to a folder with other files without -Force' {
        New-Item -ItemType Directory $folder | Out-Null
        Set-Content (Join-Path $folder mine.txt) 'mine'
        { Export-PiecesLibrary $folder -ErrorAction Stop } | Should -Throw -ErrorId 'FolderNotEmpty,*'
        (Export-PiecesLibrary $folder -Force).AssetCount | Should -Be 302
        Get-Content (Join-Path $folder mine.txt) | Should -Be 'mine'
    }

    It 'does nothing with -WhatIf' {
        Clear-SandboxRequest $sandbox
        Export-PiecesLibrary $folder -WhatIf | Should -BeNullOrEmpty
        Get-SandboxRequest $sandbox | Should -BeNullOrEmpty
        Test-Path $folder | Should -BeFalse
    }

    It 'shows progress at intervals, and removes it at the end' {
        Add-SandboxFault $sandbox @{ path = '/assets'; method = 'GET'; delayMs = 1200; times = 1 }
        $shell = [powershell]::Create()
        $shell.AddScript("Import-Module '$ModulePath'; Export-PiecesLibrary '$folder' -Connection '$($sandbox.Uri)'").Invoke()[0].AssetCount | Should -Be 302
        $records = @($shell.Streams.Progress | Where-Object Activity -EQ 'Exporting the library')
        $records.Count | Should -BeGreaterThan 1
        $records[-1].RecordType | Should -Be 'Completed'
        @($records | Where-Object RecordType -EQ 'Completed').Count | Should -Be 1
        $records[0].StatusDescription | Should -Match '^\d+ assets, '
        $shell.Dispose()
    }

    It 'ends at once when it is stopped' {
        Add-SandboxFault $sandbox @{ path = '/assets'; method = 'GET'; delayMs = 60000; times = 1 }
        $shell = [powershell]::Create()
        $running = $shell.AddScript("Import-Module '$ModulePath'; Export-PiecesLibrary '$folder' -Connection '$($sandbox.Uri)'").BeginInvoke()
        Wait-Until { Test-Path (Join-Path $folder manifest.json.partial) }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 15
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Dispose()
    }

    It 'has a readable view' {
        $export = Export-PiecesLibrary $folder
        Format-AsText { $export } | Should -Match '(?s)Path +: .*AssetCount +: 302.*Size +: [\d.]+ KB.*Duration +: [\d.]+ s'
    }
}

Describe 'Import-PiecesLibrary' {
    BeforeAll {
        $source = Start-PiecesSandbox -ContentOnRequest -Sample 300 -PassThru
        $file = Join-Path $TestDrive 'all.bin'
        [IO.File]::WriteAllBytes($file, $bytes)
        New-PiecesAsset -LiteralPath $file | Out-Null
        New-PiecesAsset $awkward -Name "red$([char]27)[31m" -Language ps1 -Tag 'my tag' -Description 'my words' | Out-Null
        $exported = Join-Path $TestDrive exported
        $export = Export-PiecesLibrary $exported
        $target = Start-PiecesSandbox -ContentOnRequest -PassThru
    }

    AfterEach { Clear-SandboxFault $target }
    AfterAll { Stop-PiecesSandbox }

    It 'shows with -WhatIf what it would do' {
        Clear-SandboxRequest $target

        # Runs without the console, which its output would fill.
        $shell = [powershell]::Create()
        $shell.AddScript("Import-Module '$ModulePath'; Import-PiecesLibrary '$exported' -Connection '$($target.Uri)' -WhatIf").Invoke() | Should -BeNullOrEmpty
        $shell.HadErrors | Should -BeFalse
        $shell.Dispose()
        Get-SandboxRequest $target | Should -Be ('GET /.library', 'GET /assets', 'GET /shares')
    }

    It 'sends nothing from a damaged export' {
        $copy = Join-Path $TestDrive damaged
        Copy-Item -Recurse $exported $copy
        $victim = Get-ChildItem (Join-Path $copy content) | Where-Object Length -GT 0 | Select-Object -Last 1
        $content = [IO.File]::ReadAllBytes($victim)
        $content[-1] = $content[-1] -bxor 1
        [IO.File]::WriteAllBytes($victim, $content)
        Clear-SandboxRequest $target
        Import-PiecesLibrary $copy -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -Be 'ExportDamaged,PiecesOs.Module.ImportPiecesLibraryCommand'
        $problem[0].ToString() | Should -Match ([regex]::Escape($victim.Name))
        Get-SandboxRequest $target | Should -BeNullOrEmpty
    }

    It 'continues after an asset that fails, which the next import completes' {
        Add-SandboxFault $target @{ path = '/.library/assets/*'; method = 'PUT'; status = 500; body = 'no room'; after = 5; times = 1 }
        $results = @(Import-PiecesLibrary $exported -ErrorAction SilentlyContinue -ErrorVariable problem)
        $lines = [IO.File]::ReadAllLines((Join-Path $exported assets.jsonl)) | ConvertFrom-Json
        $results.SourceId | Should -Be $lines.id
        $failed = @($results | Where-Object Action -EQ Failed)
        $failed.Count | Should -Be 1
        $failed[0].Reason | Should -Be 'no room'
        $problem.Count | Should -Be 1
        $problem[0].TargetObject | Should -Be $failed[0].SourceId
        @($results | Where-Object Action -EQ Created).Count | Should -Be ($export.ContentCount - 1)

        $again = @(Import-PiecesLibrary $exported)
        @($again | Where-Object Action -EQ Created).SourceId | Should -Be $failed[0].SourceId
        @($again | Where-Object Action -EQ Skipped).Count | Should -Be ($export.AssetCount - 1)
    }

    It 'adds nothing when it is run again' {
        Clear-SandboxRequest $target
        $results = @(Import-PiecesLibrary $exported)
        @($results | Where-Object Action -NE Skipped) | Should -BeNullOrEmpty
        Get-SandboxRequest $target | Should -Be ('GET /.library', 'GET /assets', 'GET /shares')
    }

    It 'restores the same library' {
        $back = Join-Path $TestDrive back
        $export2 = Export-PiecesLibrary $back
        $export2.ContentCount | Should -Be $export.ContentCount
        $export2.Size | Should -Be $export.Size

        $lines = { param($folder) [IO.File]::ReadAllLines((Join-Path $folder assets.jsonl)) | Sort-Object -CaseSensitive }
        & $lines $back | Should -BeExactly (& $lines $exported)

        $asset = Get-PiecesAsset "red$([char]27)[[]31m"
        $asset | Get-PiecesAssetContent | Should -BeExactly $awkward
        $asset.Language | Should -Be 'ps1'
        $asset.Tags | Should -Contain 'my tag'
        $asset.Annotations | Should -Contain 'my words'
        $copy = Get-PiecesAsset 'all.bin' | Get-PiecesAssetContent
        [Convert]::ToBase64String($copy) | Should -Be ([Convert]::ToBase64String($bytes))
    }

    It 'restores names of every kind with their content, also through files' {
        $names = 'con', 'NUL.txt', 'com1', 'a/b', 'a\b', '..', '.', '/etc/passwd', 'C:\x', 'same', 'same', 'SAME', 'ends with a dot.', ' blank ', '*?<>|"',
            "esc$([char]27)[2Jape", "line`r`nbreak", "nul$([char]0)byte", ('x' * 300), ('語' * 300), 'a[1]', '$(throw)', "it's", '-Force', '~'
        $from = Start-PiecesSandbox -ContentOnRequest -PassThru
        $number = 0
        $made = foreach ($name in $names) { New-PiecesAsset "content $((++$number)) of it`r`n" -Name $name -Language txt }
        $awkwardly = Join-Path $TestDrive 'awkward'
        (Export-PiecesLibrary $awkwardly).AssetCount | Should -Be $names.Count

        $to = Start-PiecesSandbox -ContentOnRequest -PassThru
        $results = Import-PiecesLibrary $awkwardly
        $results.Name | Should -BeExactly $made.Name
        $back = $results.Id | Get-PiecesAsset
        $back.Name | Should -BeExactly $names
        $back | Get-PiecesAssetContent | Should -BeExactly ($made | Get-PiecesAssetContent)

        $saved = $back | Save-PiecesAsset -Destination (Join-Path $TestDrive 'awkward files')
        $saved.Count | Should -Be $names.Count
        $saved.DirectoryName | Sort-Object -Unique | Should -Be (Join-Path $TestDrive 'awkward files')
        $saved | ForEach-Object { [IO.File]::ReadAllText($_.FullName) } | Should -BeExactly ($made | Get-PiecesAssetContent)
        Stop-PiecesSandbox $from
        Stop-PiecesSandbox $to
        Connect-PiecesOs $target.Uri | Out-Null
    }

    It 'accepts the output of Export-PiecesLibrary' {
        @($export | Import-PiecesLibrary -Connection $target.Uri).Count | Should -Be $export.AssetCount
    }

    It 'shows no control character in its table' {
        $table = Format-AsText { Import-PiecesLibrary $exported }
        $table | Should -Match 'Skipped +red␛'
        $table | Should -Not -Match "$([char]27)"
    }
}
