BeforeAll {
    . $PSScriptRoot/Support.ps1
    $sandbox = Start-PiecesSandbox -ContentOnRequest -Sample 5 -PassThru

    # Watches in a separate runspace. Its output is in Events.
    function Start-Watch([string] $Command, [uri] $Uri = $sandbox.Uri) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$ModulePath'; Connect-PiecesOs '$Uri' | Out-Null; $Command")
        $events = [Management.Automation.PSDataCollection[psobject]]::new()
        $running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $events)
        [pscustomobject] @{ Shell = $shell; Running = $running; Events = $events }
    }

    # The output so far. Enumerating the collection itself would wait for its end.
    function Get-Emitted($Watch) { for ($i = 0; $i -lt $Watch.Events.Count; $i++) { $Watch.Events[$i] } }

    # Waits until a condition is true.
    # No cmdlet changes an asset.
    function Set-Name($Asset, [string] $Name, $Sandbox) {
        $json = $Asset.ToJson() | ConvertFrom-Json
        $json.name = $Name
        Invoke-RestMethod "$($Sandbox.Uri)asset/update" -Method Post -ContentType application/json -Body ($json | ConvertTo-Json -Depth 50) | Out-Null
    }

    # The watch is running when its list request, which follows the open socket, is complete.
    function Wait-Watching { Wait-Until { (Get-SandboxRequest $sandbox) -contains 'GET /assets' }; Start-Sleep -Milliseconds 200 }
}

AfterAll { Stop-PiecesSandbox }

Describe 'Watch-PiecesAsset' {
    BeforeEach { Clear-SandboxRequest $sandbox }
    AfterEach { if ($watch) { $watch.Shell.Stop(); $watch.Shell.Dispose() } }

    It 'distinguishes created, updated and deleted (<_>)' -ForEach '', '-Identifier', '-Transferable' {
        $watch = Start-Watch "Watch-PiecesAsset $_"
        Wait-Watching
        $watch.Events.Count | Should -Be 0

        $asset = New-PiecesAsset 'watched' -Name 'watched'
        Wait-Until { $watch.Events.Count -eq 1 }
        Set-Name $asset 'renamed' $sandbox
        Wait-Until { $watch.Events.Count -eq 2 }
        $asset | Remove-PiecesAsset -Confirm:$false
        Wait-Until { $watch.Events.Count -eq 3 }

        (Get-Emitted $watch).Change | Should -Be ('Created', 'Updated', 'Deleted')
        (Get-Emitted $watch).AssetId | Should -Be ($asset.Id, $asset.Id, $asset.Id)
        if ($_ -eq '-Transferable') { $watch.Events[0].Asset.GetContent().GetText() | Should -Be 'watched' }
    }

    It 'starts with existing assets with -IncludeExisting' {
        $events = Watch-PiecesAsset -IncludeExisting -MaxEvent 5 -Timeout 20
        $events.Count | Should -Be 5
        $events.Change | Sort-Object -Unique | Should -Be 'Existing'
    }

    It 'starts with contents with -IncludeExisting and -Transferable' {
        $events = Watch-PiecesAsset -Transferable -IncludeExisting -MaxEvent 5 -Timeout 20
        $events.Asset | Get-PiecesAssetContent | Should -Be (Get-PiecesAsset | Get-PiecesAssetContent)
        $before = @(Get-SandboxRequest $sandbox).Count
        $events.Asset | Get-PiecesAssetContent | Out-Null
        @(Get-SandboxRequest $sandbox).Count | Should -Be $before
    }

    It 'keeps a silent connection that responds to pings' {
        $hasty = Connect-PiecesOs $sandbox.Uri -TimeoutSec 2
        Watch-PiecesAsset -Timeout 6 -Connection $hasty -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warning | Should -BeNullOrEmpty
        Connect-PiecesOs $sandbox.Uri | Out-Null
    }

    It 'ends after -Timeout' {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Watch-PiecesAsset -Timeout 0.5 | Should -BeNullOrEmpty
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 20
    }

    It 'ends when downstream stops the pipeline' {
        (Watch-PiecesAsset -IncludeExisting | Select-Object -First 2).Count | Should -Be 2
    }

    It 'ends at once on Ctrl-C' {
        $watch = Start-Watch 'Watch-PiecesAsset'
        Wait-Watching
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $watch.Shell.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 15
    }

    It 'reconnects after the server was killed, misses nothing and repeats nothing (<_>)' -ForEach '', '-Identifier', '-Transferable' {
        $data = Join-Path $TestDrive "watched$_.db"
        $first = Start-PiecesSandbox -ContentOnRequest -DataPath $data -PassThru
        $kept = New-PiecesAsset 'kept' -Name 'kept'
        $gone = New-PiecesAsset 'gone' -Name 'gone'
        $watch = Start-Watch "Watch-PiecesAsset $_" $first.Uri
        Wait-Until { (Get-SandboxRequest $first) -contains 'GET /assets' }
        Start-Sleep -Milliseconds 200
        $before = New-PiecesAsset 'before the break' -Name 'before the break'
        Wait-Until { $watch.Events.Count -eq 1 }

        Stop-Process -Id $first.ProcessId -Force
        Wait-Until { $watch.Shell.Streams.Warning.Count -gt 0 }
        # Starts on another port first, so that the changes happen while the watch is disconnected.
        $other = Start-PiecesSandbox -ContentOnRequest -DataPath $data -PassThru
        $gone | Remove-PiecesAsset -Confirm:$false
        $missed = New-PiecesAsset 'made meanwhile' -Name 'made meanwhile'
        Set-Name $kept 'renamed meanwhile' $other
        Stop-PiecesSandbox $other
        $second = Start-PiecesSandbox -ContentOnRequest -DataPath $data -Port $first.Uri.Port -PassThru

        Wait-Until { $watch.Events.Count -ge 4 }
        $after = New-PiecesAsset 'after the break' -Name 'after the break'
        Wait-Until { $watch.Events.Count -ge 5 }
        Start-Sleep -Milliseconds 300
        $told = Get-Emitted $watch | ForEach-Object { "$($_.Change) $($_.AssetId)" }
        ($told | Sort-Object) | Should -Be (@("Created $($before.Id)", "Created $($missed.Id)", "Updated $($kept.Id)", "Deleted $($gone.Id)", "Created $($after.Id)") | Sort-Object)
        if ($_ -eq '-Transferable') {
            $contents = Get-Emitted $watch | Where-Object Change -EQ Created | ForEach-Object { $_.Asset.GetContent().GetText() }
            $contents | Should -Be ('before the break', 'made meanwhile', 'after the break')
        }
        Stop-PiecesSandbox $second
        Connect-PiecesOs $sandbox.Uri | Out-Null
    }
}

Describe 'Watch-PiecesSuggestion' {
    It 'emits the suggestions of the server' {
        $watch = Start-Watch 'Watch-PiecesSuggestion -MaxEvent 1'
        Wait-Until { $watch.Running.IsCompleted -or $watch.Shell.InvocationStateInfo.State -eq 'Running' }
        Start-Sleep -Seconds 1
        Get-PiecesAsset | Select-Object -First 1 | Get-PiecesAssetContent | New-PiecesAsset -Name 'copy' | Out-Null
        Wait-Until { $watch.Running.IsCompleted }
        $watch.Events.Count | Should -Be 1
    }

    It 'reports that the server does not have the path' {
        Add-SandboxFault $sandbox @{ path = '/workstream/*'; status = 404; times = 1 }
        Watch-PiecesSuggestion -Timeout 5 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.Count | Should -Be 1
        Clear-SandboxFault $sandbox
    }
}
