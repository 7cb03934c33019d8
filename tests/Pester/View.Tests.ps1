BeforeAll {
    . $PSScriptRoot/Support.ps1
    $sandbox = Start-PiecesSandbox -PassThru
    # The headings of a table.
    function Get-Header([scriptblock] $Format) {
        if ((Format-AsText $Format) -match '(?m)^(.+?)\s*\r?\n-{2,}') { $Matches[1] -split '\s+' }
    }

    $evil = "up$([char]27)[2A$([char]27)[31mred$([char]7)`r`nnew line$([char]0x202E)drawkcab"
    $asset = New-PiecesAsset 'content' -Name $evil -Tag "tag$([char]27)[0m"
    $share = $asset | New-PiecesLink

    $exported = Join-Path $TestDrive 'exported'
    Export-PiecesLibrary $exported | Out-Null
    $imported = Import-PiecesLibrary $exported

    $token = ConvertTo-SecureString 'sandbox-cloudflare-edit-token-0123456789' -AsPlainText -Force
    Connect-CloudflareSharing -AccountId 023e105f4ecef8ad9ca31a8372d0c353 -ApiToken $token -BaseUri "$($sandbox.Uri)client/v4" | Out-Null
    $cloudflare = @{ ResourceId = '55556666555566665555666655556666'; ResourceType = 'gateway-policy'; Meta = @{ note = $evil } } |
        New-CloudflareShare $evil -RecipientAccountId 99998888777766669999888877776666 -Wait
    $forAll = @{ ResourceId = '55556666555566665555666655556666'; ResourceType = 'gateway-policy' } | New-CloudflareShare 'for all' -WholeOrganization
    $forAll | Add-CloudflareShareExcludedRecipient -ExcludedAccountId 99998888777766669999888877776666
}

AfterAll { Stop-PiecesSandbox }

Describe 'Views' {
    It 'shows the columns of <Name>' -ForEach @(
        @{ Name = 'assets'; Run = { $asset }; Columns = 'Name', 'Language', 'Age', 'Id', 'Size', 'Shared', 'Tags' }
        @{ Name = 'shares'; Run = { $share }; Columns = 'Link', 'Age', 'Access', 'Asset' }
        @{ Name = 'search results'; Run = { Search-PiecesAsset content }; Columns = 'Score', 'Match', 'Name', 'Id', 'Language', 'Line' }
        @{ Name = 'formats'; Run = { $asset | Get-PiecesAssetFormat }; Columns = 'Role', 'Language', 'Size', 'Id', 'Application' }
        @{ Name = 'connections'; Run = { Get-PiecesOsConnection }; Columns = 'Uri', 'Version', 'TimeoutSec', 'User' }
        @{ Name = 'sandboxes'; Run = { $sandbox }; Columns = 'Uri', 'ProcessId', 'IsRunning', 'DataPath' }
        @{ Name = 'events'; Run = { Watch-PiecesAsset -IncludeExisting -MaxEvent 1 }; Columns = 'Time', 'Change', 'Name', 'AssetId' }
    ) {
        Get-Header { & $Run | Format-Table } | Should -Be $Columns
    }

    It 'shows what belongs together in groups: <Name>' -ForEach @(
        @{ Name = 'formats of an asset'; Run = { $asset | Get-PiecesAssetFormat }; Group = { "AssetId: $($asset.Id)" } }
        @{ Name = 'resources of a Cloudflare share'; Run = { $cloudflare | Get-CloudflareShareResource }; Group = { "ShareId: $($cloudflare.Id)" } }
        @{ Name = 'recipients of a Cloudflare share'; Run = { $cloudflare | Get-CloudflareShareRecipient }; Group = { "ShareId: $($cloudflare.Id)" } }
        @{ Name = 'accounts that are excluded from a Cloudflare share'; Run = { $forAll | Get-CloudflareShareExcludedRecipient }; Group = { "ShareId: $($forAll.Id)" } }
    ) {
        Format-AsText { & $Run } | Should -BeLike "$(& $Group)*"
    }

    It 'shows the ID and the link as a whole in 80 columns' {
        $asset | Out-String -Width 80 | Should -BeLike "*$($asset.Id)*"
        $share | Out-String -Width 80 | Should -BeLike "*$($share.Link)*"
        Search-PiecesAsset content | Select-Object -First 1 | Out-String -Width 80 | Should -Match '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
    }

    It 'has a property for each heading: <Property>' -ForEach @(
        @{ Property = 'Age' }, @{ Property = 'Shared' }, @{ Property = 'Links' }, @{ Property = 'Tags' }, @{ Property = 'Size' }
    ) {
        (Get-PiecesAsset -Id $asset.Id | Get-Member $Property).Name | Should -Be $Property
    }

    It 'sorts and filters by what it shows' {
        $old, $new = 'old', 'new' | ForEach-Object { New-PiecesAsset "text of $_" -Name $_ -Tag "tag of $_"; Start-Sleep -Milliseconds 900 }
        ($old, $new | Sort-Object Age).Name | Should -Be 'new', 'old'
        (Get-PiecesAsset | Where-Object Tags -contains 'tag of old').Name | Should -Be 'old'
        Get-PiecesAsset -Id $asset.Id | Where-Object Shared | Should -HaveCount 1
        (Get-PiecesAsset -Id $asset.Id | Select-Object Links).Links | Should -Be $share.Link
        (Get-PiecesAsset -Id $old.Id).Sha256 | Should -Be (Save-PiecesAsset $old -Destination $TestDrive | Get-FileHash).Hash
        (Search-PiecesAsset 'text of old' | Where-Object Name -eq old).Line | Should -Be 'text of old'
    }

    It 'shows saved files as files, by their folder' {
        $shown = Save-PiecesAsset $asset -Destination (Join-Path $TestDrive saved) -Force
        Format-AsText { $shown } | Should -Be (Format-AsText { Get-ChildItem (Join-Path $TestDrive saved) })
    }

    It 'shows the same after a job' {
        $fromJob = Start-Job { param($module, $uri, $id) Import-Module $module; Get-PiecesAsset -Id $id -Connection $uri } -ArgumentList $ModulePath, "$($sandbox.Uri)", $asset.Id |
            Receive-Job -Wait -AutoRemoveJob
        $fromJob.PSTypeNames | Should -Contain 'Deserialized.PiecesOs.Client.Asset'
        Format-AsText { $fromJob } | Should -Be (Format-AsText { Get-PiecesAsset -Id $asset.Id })
        Format-AsText { $fromJob | Format-List } | Should -Be (Format-AsText { Get-PiecesAsset -Id $asset.Id | Format-List })
    }

    # The default view, and each view that can be selected.
    It 'escapes control characters: <Name> with <Formatter>' -ForEach @(
        $kinds = @(
            @{ Name = 'asset'; Get = { $asset } }
            @{ Name = 'tag of an asset'; Get = { $asset.GetTags()[0] } }
            @{ Name = 'share'; Get = { $share } }
            @{ Name = 'search result'; Get = { Search-PiecesAsset content | Select-Object -First 1 } }
            @{ Name = 'event'; Get = { Watch-PiecesAsset -IncludeExisting -MaxEvent 1 } }
            @{ Name = 'draft'; Get = { New-PiecesAssetDraft 'draft' -Name $evil } }
            @{ Name = 'import result'; Get = { $imported } }
            @{ Name = 'Cloudflare share'; Get = { $cloudflare } }
            @{ Name = 'resource of a Cloudflare share'; Get = { $cloudflare | Get-CloudflareShareResource } }
        )
        foreach ($kind in $kinds) {
            foreach ($format in 'Out-String', 'Format-Table', 'Format-List', 'Format-Wide', 'Format-Custom') { $kind + @{ Formatter = $format } }
        }
    ) {
        $shown = & $Get
        $shown | Should -Not -BeNullOrEmpty
        $text = Format-AsText { $shown | & $Formatter }
        $text | Should -Not -Match "[$([char]27)$([char]7)$([char]0x202E)]"
        $text | Should -Not -Match '(?m)^new line'
    }

    It 'escapes control characters in prompts and errors too' {
        $messages = Remove-PiecesAsset $asset -WhatIf *>&1 | Out-String
        "$messages" | Should -Not -Match "$([char]27)"
        Get-PiecesAsset -Id $evil -Connection $sandbox.Uri -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
        $asset | Remove-PiecesAsset -Confirm:$false
        Get-PiecesAsset -Id $evil -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
        $problem[0].ToString() | Should -Not -Match "$([char]27)"
    }

    It 'does not change the values that a script receives' {
        (New-PiecesAsset 'x' -Name $evil).Name | Should -BeExactly $evil
    }

    It 'shows names with Format-Wide and contents with Format-Custom' {
        $two = New-PiecesAsset "first line`nsecond$([char]27)[31m line" -Name 'two lines'
        Format-AsText { $two | Format-Wide } | Should -Be 'two lines'
        $text = Format-AsText { $two | Format-Custom }
        $text | Should -Match '(?m)^first line\s*$'
        $text | Should -Match '(?m)^second'
        $text | Should -Not -Match "$([char]27)"
    }
}

Describe '-Debug' {
    It 'does not prompt' {
        # This PowerShell is not interactive, so a prompt is an error.
        $text = Invoke-PowerShell -Command "Import-Module '$ModulePath'; `$null = New-PiecesAsset 'debugged' -Connection '$($sandbox.Uri)' -Debug; 'done'"
        $text | Should -Contain 'done'
        "$text" | Should -Match 'sent: .*debugged'
    }
}

Describe 'Colors' {
    It 'are used on a terminal, but not in plain text or with NO_COLOR' {
        Skip-InWindowsPowerShell 'PSStyle'
        $small = New-PiecesAsset 'colored' -Name 'colored' -Language ps1
        $before = $env:NO_COLOR
        try {
            $env:NO_COLOR = $null
            $PSStyle.OutputRendering = 'Ansi'
            ($small | Format-Table | Out-String -Width 200) | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Cyan)ps1"))
            $env:NO_COLOR = '1'
            ($small | Format-Table | Out-String -Width 200) | Should -Not -Match ([regex]::Escape($PSStyle.Foreground.Cyan))
        }
        finally {
            $env:NO_COLOR = $before
            $PSStyle.OutputRendering = 'PlainText'
        }
        ($small | Format-Table | Out-String -Width 200) | Should -Not -Match "$([char]27)"
    }

    It 'are not used in a file, unless the user requests them there' {
        Skip-InWindowsPowerShell 'PSStyle'
        $small = New-PiecesAsset 'in a file' -Name 'in a file' -Language ps1
        $file = Join-Path $TestDrive colors.txt
        try {
            $PSStyle.OutputRendering = 'Host'
            $small | Format-Table | Out-File $file
            Get-Content $file -Raw | Should -Not -Match "$([char]27)"
            $PSStyle.OutputRendering = 'Ansi'
            $small | Format-Table | Out-File $file
            Get-Content $file -Raw | Should -Match "$([char]27)"
        }
        finally { $PSStyle.OutputRendering = 'PlainText' }
    }

    It 'are not used if the process is redirected' {
        # The engine writes the headers.
        $lines = Invoke-PowerShell -Command "Import-Module '$ModulePath'; New-PiecesAsset 'redirected' -Name 'redirected' -Language ps1 -Connection '$($sandbox.Uri)'"
        $line = $lines -match 'redirected'
        $line | Should -HaveCount 1
        $line | Should -Not -Match "$([char]27)"
    }
}
