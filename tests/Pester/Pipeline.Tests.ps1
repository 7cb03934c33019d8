BeforeAll {
    . $PSScriptRoot/Support.ps1
    $sandbox = Start-PiecesSandbox -ContentOnRequest -Sample 60 -PassThru

    # Runs a command in a separate runspace, so that it can be stopped as with Ctrl-C.
    function Start-Command([string] $Command) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$ModulePath'; Connect-PiecesOs '$($sandbox.Uri)' | Out-Null; $Command")
        [pscustomobject] @{ Shell = $shell; Running = $shell.BeginInvoke() }
    }

    # Waits until the sandbox has received a request for that path.
    function Wait-SandboxRequest([string] $Path) {
        Wait-Until { (Get-SandboxRequest $sandbox) -like "*$Path" }
    }
}

AfterAll { Stop-PiecesSandbox }

Describe 'Ctrl-C' {
    AfterEach { Clear-SandboxFault $sandbox }

    It 'ends at once while the server stalls: <Name>' -ForEach @(
        @{ Name = 'list'; Path = '/assets'; Command = 'Get-PiecesAsset' }
        @{ Name = 'single'; Path = '/assets/*'; Command = "Get-PiecesAsset -Id '00000000-0000-4000-8000-000000000000'" }
        @{ Name = 'names that wildcards fit'; Path = '/assets'; Command = "Remove-PiecesAsset 'retry*' -Confirm:`$false" }
        @{ Name = 'save, several at once'; Path = '/assets/*'; Command = "1..20 | ForEach-Object { [guid]::new(`$_, 0, 0, [byte[]]::new(8)) } | Save-PiecesAsset -Destination '$TestDrive/stopped'" }
        @{ Name = 'link, several at once'; Path = '/assets/*'; Command = "1..20 | ForEach-Object { [guid]::new(`$_, 0, 0, [byte[]]::new(8)) } | New-PiecesLink" }
        @{ Name = 'search'; Path = '/assets/search'; Command = 'Search-PiecesAsset retry' }
        @{ Name = 'shares'; Path = '/shares'; Command = "Revoke-PiecesLink 'x*' -Confirm:`$false" }
        @{ Name = 'watch'; Path = '/assets'; Command = 'Watch-PiecesAsset' }
        @{ Name = 'create'; Path = '/assets/create'; Command = "1..20 | ForEach-Object { `"text `$_`" } | New-PiecesAsset" }
    ) {
        Add-SandboxFault $sandbox @{ path = $Path; delayMs = 60000; times = 100 }
        $run = Start-Command $Command
        Start-Sleep -Milliseconds 1500
        $run.Running.IsCompleted | Should -BeFalse
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $run.Shell.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 15
        $run.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
    }
}

Describe 'Select-Object -First' {
    It 'ends the request when it has enough objects' {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Add-SandboxFault $sandbox @{ path = '/assets'; method = 'GET'; trickleBytesPerSecond = 60000; times = 1 }
        (Get-PiecesAsset | Select-Object -First 1).Id | Should -Not -BeNullOrEmpty
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
        Clear-SandboxFault $sandbox
    }

    It 'leaves no error behind' {
        $Error.Clear()
        Get-PiecesAsset | Select-Object -First 2 | Out-Null
        $Error.Count | Should -Be 0
    }
}

Describe 'Paging' {
    It 'supports -Skip and -First' {
        $all = (Get-PiecesAsset -NoContent).Id
        (Get-PiecesAsset -NoContent -First 3).Id | Should -Be $all[0..2]
        (Get-PiecesAsset -NoContent -Skip 5 -First 2).Id | Should -Be $all[5..6]
        $counted = Get-PiecesAsset -NoContent -First 1 -IncludeTotalCount
        $counted.Count | Should -Be 2
        [uint64] $counted[0] | Should -Be 60
    }
}

Describe 'Wildcards' {
    It 'match names, ignoring case' {
        $expected = (Get-PiecesAsset).Where({ $_.Name -like 'retry*' }).Id
        $expected.Count | Should -BeGreaterThan 0
        (Get-PiecesAsset 'RETRY*').Id | Should -Be $expected
        Get-PiecesAsset 'no such name*' | Should -BeNullOrEmpty
    }

    It 'do not apply to a plain name, which must exist' {
        Get-PiecesAsset 'no such name' -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'AssetNotFound,*'
    }
}

Describe 'Parallel input' {
    It 'produces output and errors in the order of the input' {
        $inputs = 1..30 | ForEach-Object { "snippet number $_" }
        $created = $inputs | New-PiecesAsset -ThrottleLimit 8
        ($created | Get-PiecesAssetContent) | Should -Be $inputs
        ($created.Id | Get-PiecesAsset -ThrottleLimit 8).Id | Should -Be $created.Id
    }

    It 'runs concurrently' {
        Add-SandboxFault $sandbox @{ path = '/assets/create'; delayMs = 200; times = 1000 }
        $one = (Measure-Command { 1..8 | ForEach-Object { "slow $_" } | New-PiecesAsset -ThrottleLimit 1 }).TotalSeconds
        $eight = (Measure-Command { 1..8 | ForEach-Object { "fast $_" } | New-PiecesAsset -ThrottleLimit 8 }).TotalSeconds
        Clear-SandboxFault $sandbox
        $eight | Should -BeLessThan ($one / 2)
    }
}

Describe 'Progress' {
    AfterEach { Clear-SandboxFault $sandbox }

    # The progress records of a command in a separate runspace.
    BeforeAll {
        function Get-Progress([string] $Command) {
            $run = Start-Command $Command
            $null = $run.Shell.EndInvoke($run.Running)
            $run.Shell.Streams.Error.Count | Should -Be 0
            for ($i = 0; $i -lt $run.Shell.Streams.Progress.Count; $i++) { $run.Shell.Streams.Progress[$i] }
        }
    }

    It 'is shown for work that takes more than a second, at most a few times a second, and is then removed' {
        Add-SandboxFault $sandbox @{ path = '/assets/create'; delayMs = 100; times = 1000 }
        $records = Get-Progress '1..25 | ForEach-Object { "text $_" } | New-PiecesAsset -ThrottleLimit 1'
        $records.Count | Should -BeGreaterThan 2
        $records.Count | Should -BeLessThan 20
        $records[0].StatusDescription | Should -Match 'done'
        $records[-1].RecordType | Should -Be 'Completed'
    }

    It 'is not shown if $ProgressPreference suppresses it: <_>' -ForEach '1..12 | ForEach-Object { "text $_" } | New-PiecesAsset -ThrottleLimit 1', 'Watch-PiecesAsset -Timeout 1.5' {
        Add-SandboxFault $sandbox @{ path = '/assets/create'; delayMs = 100; times = 1000 }
        Get-Progress "`$ProgressPreference = 'SilentlyContinue'; $_" | Should -BeNullOrEmpty
    }

    It 'is not shown for fast commands' {
        Get-Progress '1..3 | ForEach-Object { "text $_" } | New-PiecesAsset' | Should -BeNullOrEmpty
    }

    It 'shows that a watch is running' {
        $records = Get-Progress 'Watch-PiecesAsset -Timeout 2.5'
        $records[0].StatusDescription | Should -Match '^\d+ so far$'
        $records[-1].RecordType | Should -Be 'Completed'
    }
}

Describe 'Debug' {
    It 'shows the content of each request' {
        $debug = & { $DebugPreference = 'Continue'; New-PiecesAsset 'seen under debug' } 5>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] }
        "$($debug | Select-Object -First 1)" | Should -Match '^sent: .*seen under debug'
        ("$debug").Length | Should -BeLessThan 10000
    }
}

Describe 'The other operations' {
    BeforeAll { $asset = New-PiecesAsset 'Write-Output "the other operations"' -Name 'others' -Language ps1 -Tag pipeline-test }

    It 'gets formats' { ($asset | Get-PiecesAssetFormat).AssetId | Should -Contain $asset.Id }
    It 'gets the identifiers of assets' { (Get-PiecesAssetIdentifier).Id | Should -Contain $asset.Id }
    It 'gets pseudo assets' { { Get-PiecesPseudoAsset -ErrorAction Stop } | Should -Not -Throw }
    It 'gets related assets' { (Get-PiecesAsset 'retry*' | Select-Object -First 1 | Get-PiecesRelatedAsset).Count | Should -BeGreaterThan 0 }
    It 'gets recommended assets' { { Get-PiecesAsset 'retry*' | Select-Object -First 2 | Get-PiecesRecommendedAsset -Touched -ErrorAction Stop } | Should -Not -Throw }

    It 'drafts without saving, and saves the draft' {
        $count = (Get-PiecesAssetIdentifier).Count
        $draft = 'def f(): return 1' | New-PiecesAssetDraft -Name 'a draft'
        $draft.Name | Should -Be 'a draft'
        (Get-PiecesAssetIdentifier).Count | Should -Be $count
        ($draft | New-PiecesAsset).Name | Should -Be 'a draft'
    }

    It 'searches by tag and with filters' {
        (Search-PiecesAsset -Tag pipeline-test).Id | Should -Be $asset.Id
        (Search-PiecesAsset -Language ps1 -Tag pipeline-test -CreatedAfter ([datetime]::Now.AddHours(-1))).Id | Should -Be $asset.Id
        Search-PiecesAsset -Language cs -Tag pipeline-test | Should -BeNullOrEmpty
        (Search-PiecesAsset -Tag pipeline-test -AnyOf @{ Language = 'cs' }, @{ Language = 'ps1' }).Id | Should -Be $asset.Id
        { Search-PiecesAsset -AnyOf @{ Lingo = 'cs' } } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'updates a share and counts its use' {
        $share = $asset | New-PiecesShare
        ($share | Update-PiecesShare -Name 'renamed-share').Name | Should -Be 'renamed-share'
        ($share | Add-PiecesShareScore -Increment Reuse -PassThru).Score.Reuse | Should -Be 1
        $share | Remove-PiecesShare -Confirm:$false
        Get-PiecesShare -Id $share.Id -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -Match '^Share(Gone|NotFound),'
    }
}

Describe 'Progress' {
    It 'is removed when a pipeline ends early: <End>' -ForEach @(
        @{ End = 'Select-Object -First 6' }
        @{ End = 'ForEach-Object { if (++$count -eq 6) { throw "enough" } }' }
    ) {
        $slow = Start-PiecesSandbox -ContentOnRequest -Sample 20 -PassThru
        Add-SandboxFault $slow @{ path = '/assets/*'; method = 'GET'; delayMs = 300 }
        $shell = [powershell]::Create().AddScript(
            "Import-Module '$((Get-Module PiecesOs).Path)'; Connect-PiecesOs $($slow.Uri) | Out-Null; (Get-PiecesAsset).Id | Get-PiecesAsset -ThrottleLimit 1 | $End")
        try { $shell.Invoke() | Out-Null } catch { $_.Exception.Message | Should -Match 'enough' }

        $records = @($shell.Streams.Progress | Where-Object Activity -EQ 'Get-PiecesAsset')
        $records.Count | Should -BeGreaterThan 1
        $records[-1].RecordType | Should -Be 'Completed'
        $shell.Dispose()
        $slow | Stop-PiecesSandbox
    }
}
