BeforeAll {
    . $PSScriptRoot/Support.ps1
    $sandbox = Start-PiecesSandbox -ContentOnRequest -PassThru
    $plans = foreach ($name in 'plan 1', 'Plan 2', 'plan 3') { New-PiecesAsset "text of $name" -Name $name -Language txt }
    $other = New-PiecesAsset 'other text' -Name 'other' -Language txt
    $odd = New-PiecesAsset 'odd text' -Name 'o[dt]h*' -Language txt
    $shares = foreach ($name in 'team-a', 'team-b') { New-PiecesShare $plans[0].Id -Name $name }
    $shares += New-PiecesLink $other.Id
}

AfterAll { Stop-PiecesSandbox }

Describe 'A name with wildcards' {
    BeforeEach { Clear-SandboxRequest $sandbox }

    It 'selects every asset whose name matches: <Name>' -ForEach @(
        @{ Name = 'Get-PiecesAsset -Id'; Run = { (Get-PiecesAsset -Id 'PLAN*').Id } }
        @{ Name = 'Get-PiecesAsset -Id, as the parameter is called'; Run = { (Get-PiecesAsset -Asset 'plan ?').Id } }
        @{ Name = 'Get-PiecesAsset, from the pipeline'; Run = { ('plan [12]', 'plan 3' | Get-PiecesAsset).Id } }
        @{ Name = 'Get-PiecesAsset, from a row'; Run = { ([pscustomobject] @{ Name = 'plan*' } | Get-PiecesAsset).Id } }
        @{ Name = 'Get-PiecesAssetFormat'; Run = { (Get-PiecesAssetFormat 'plan*').AssetId } }
    ) {
        & $Run | Should -Be $plans.Id
    }

    It 'reads and saves content' {
        Get-PiecesAssetContent 'plan*' | Should -Be 'text of plan 1', 'text of Plan 2', 'text of plan 3'
        $files = Save-PiecesAsset 'plan*' -Destination (Join-Path $TestDrive saved)
        $files.Name | Should -Be 'plan 1.txt', 'Plan 2.txt', 'plan 3.txt'
        $files | Get-Content -Raw | Should -Be 'text of plan 1', 'text of Plan 2', 'text of plan 3'
    }

    It 'requires one list for the whole pipeline, the first time in a session' {
        Connect-PiecesOs $sandbox.Uri | Out-Null
        ('plan*', 'other', 'oth?r' | Get-PiecesAsset -NoContent).Count | Should -Be 5
        @(Get-SandboxRequest $sandbox | Where-Object { $_ -eq 'GET /assets' }).Count | Should -Be 1
        ('plan*', 'other', 'oth?r' | Get-PiecesAsset -NoContent).Count | Should -Be 5
        @(Get-SandboxRequest $sandbox | Where-Object { $_ -eq 'GET /assets' }).Count | Should -Be 1
    }

    It 'reports each asset with name and id with -WhatIf, and changes nothing' {
        $script = { Remove-PiecesAsset 'plan*' -WhatIf }
        $shell = [powershell]::Create().AddScript("Import-Module '$ModulePath'; Connect-PiecesOs '$($sandbox.Uri)' | Out-Null; Start-Transcript '$TestDrive/whatif.txt' | Out-Null; $script; Stop-Transcript | Out-Null")
        $null = $shell.Invoke()
        $shell.Dispose()
        $said = @(Get-Content "$TestDrive/whatif.txt" | Where-Object { $_ -like 'What if:*' })
        $said | Should -Be ($plans | ForEach-Object { "What if: Performing the operation ""Delete asset"" on target ""$($_.Name) ($($_.Id))""." })
        Get-SandboxRequest $sandbox | Where-Object { $_ -like 'POST */delete' } | Should -BeNullOrEmpty
    }

    It 'selects only the asset with that exact name, if there is one' {
        (Get-PiecesAsset -Id 'o[dt]h*').Id | Should -Be $odd.Id
        (Get-PiecesAsset 'o[dt]h*').Id | Should -Be $other.Id, $odd.Id
    }

    It 'is not an error if nothing matches' {
        $Error.Clear()
        Remove-PiecesAsset 'nobody*' -Confirm:$false
        Get-PiecesShare 'nobody*'
        Search-PiecesAsset 'text' -Within 'nobody*'
        $Error.Count | Should -Be 0
    }

    It 'is a plain name if it is not a valid pattern' {
        Get-PiecesAssetContent 'plan [' -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'AssetNotFound,*'
        Get-PiecesAsset 'plan [' -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'AssetNotFound,*'
    }

    It 'creates one collection' {
        (New-PiecesLink 'plan*', 'other' -AsCollection).Assets.Id | Should -Be ($plans.Id + $other.Id)
    }

    It 'selects shares by their names' {
        (Get-PiecesShare 'TEAM*').Id | Should -Be $shares[0].Id, $shares[1].Id
        (Update-PiecesShare 'team*' -Access Private -Force).Access | Should -Be 'PRIVATE', 'PRIVATE'
        (Get-PiecesShare -Asset 'oth*').Id | Should -Contain $shares[2].Id
    }

    It 'can be combined with other objects, and continues after a failure' {
        $gone = New-PiecesAsset 'gone' -Name 'temporary 1'
        $kept = New-PiecesAsset 'kept' -Name 'temporary 2'
        Add-SandboxFault $sandbox @{ path = "/assets/$($gone.Id)/delete"; status = 500; times = 10 }
        Remove-PiecesAsset 'temporary*' -Confirm:$false -PassThru -ErrorAction SilentlyContinue -ErrorVariable problem | Should -Be $kept.Id
        Clear-SandboxFault $sandbox
        $problem.Count | Should -Be 1
        $problem[0].TargetObject | Should -Be $gone.Id
    }
}

Describe 'Completion of an asset' {
    It 'still completes ids: <_>' -ForEach 'Remove-PiecesAsset', 'Update-PiecesAsset', 'Edit-PiecesAsset', 'Save-PiecesAsset', 'Get-PiecesAssetContent', 'New-PiecesLink', 'Get-PiecesShare -Asset' {
        $line = "$_ plan"
        $matches = (TabExpansion2 $line $line.Length).CompletionMatches
        $matches.CompletionText | Should -Be $plans.Id
        $matches.ListItemText | Should -Be $plans.Name
    }
}
