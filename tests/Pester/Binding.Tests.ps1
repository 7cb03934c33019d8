# What binds: numbers that are names, files and tables in any form, bytes, and IDs of the right kind. Asserted on what the server stored.
BeforeAll {
    . $PSScriptRoot/Support.ps1
    $sandbox = Start-PiecesSandbox -PassThru
    $account = '023e105f4ecef8ad9ca31a8372d0c353'
    $other = '99998888777766669999888877776666'
    $token = ConvertTo-SecureString 'sandbox-cloudflare-edit-token-0123456789' -AsPlainText -Force
    Connect-CloudflareSharing -AccountId $account -ApiToken $token -BaseUri "$($sandbox.Uri)client/v4" | Out-Null

    function Copy-AsJobOutput { process { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) } }
    function Get-Text($Asset) { Get-PiecesAsset -Id $Asset | Get-PiecesAssetContent }
}

AfterAll {
    Disconnect-CloudflareSharing
    Stop-PiecesSandbox
}

Describe 'Numbers are names' {
    BeforeAll {
        $names = '2024', '007', '1e3', '0x10', '1kb', '1.50', '8711459369', '12345678901234567890123'
        foreach ($name in $names) { New-PiecesAsset "content of $name" -Name $name | Out-Null }
    }

    It 'as typed: <_>' -ForEach '2024', '007', '1e3', '0x10', '1kb', '1.50', '8711459369', '12345678901234567890123' {
        & ([scriptblock]::Create("Get-PiecesAssetContent $_")) | Should -Be "content of $_"
        & ([scriptblock]::Create("(Get-PiecesAsset $_).Name")) | Should -Be $_
        & ([scriptblock]::Create("(Get-PiecesAsset -Id $_).Name")) | Should -Be $_
        & ([scriptblock]::Create("(Get-PiecesAssetFormat $_ -NoContent).Count")) | Should -Be 1
        & ([scriptblock]::Create("Save-PiecesAsset $_ -Destination `$TestDrive/numbers -Force")) | Get-Content | Should -Be "content of $_"
    }

    It 'as typed, for a share' {
        $share = New-PiecesLink -AsCollection -Asset 007, 2024 -Name 0815 -ErrorAction SilentlyContinue
        $share | Should -BeNullOrEmpty
        $share = New-PiecesLink -AsCollection -Asset '007', '2024' -Name 0815
        $share.Short | Should -Be '0815'
        (Get-PiecesShare 0815).Id | Should -Be $share.Id
        (Get-PiecesShare -Id 0815).Id | Should -Be $share.Id
        Revoke-PiecesLink 0815 -Confirm:$false -PassThru | Should -Be $share.Id
    }

    It 'as typed, for a title, a tag and a query' {
        $asset = New-PiecesAsset 'a number for a title' -Name 1.50 -Tag 010
        $asset.Name | Should -Be '1.50'
        $asset.Tags | Should -Contain '010'
        Clear-SandboxRequest $sandbox
        (Search-PiecesAsset 0815 | Measure-Object).Count | Should -BeGreaterOrEqual 0
        (Invoke-SandboxAdmin $sandbox requests).iterable[-1].query | Should -BeLike '*query=0815*'
        $asset | Remove-PiecesAsset -Confirm:$false
    }

    It 'with their invariant text, from a variable, a property or the pipeline' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            New-PiecesAsset 'half' -Name '2.5' | Out-Null
            $year = 2024
            $half = 2.5
            Get-PiecesAssetContent $year | Should -Be 'content of 2024'
            2024, 2.5 | Get-PiecesAssetContent | Should -Be 'content of 2024', 'half'
            [pscustomobject] @{ Name = $half } | Get-PiecesAssetContent | Should -Be 'half'
            @{ Name = 8711459369 } | Get-PiecesAssetContent | Should -Be 'content of 8711459369'
        } finally { [cultureinfo]::CurrentCulture = $culture }
    }

    It 'but the ID of a process is not' {
        Clear-SandboxRequest $sandbox
        Get-Process -Id $PID | Remove-PiecesAsset -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.Count | Should -Be 1
        Get-SandboxRequest $sandbox | Should -BeNullOrEmpty
    }
}

Describe 'IDs and names together' {
    It 'return the assets in the order of the argument' {
        $made = 'm1', 'm2', 'm3', 'm3' | ForEach-Object { New-PiecesAsset "text of $_" -Name $_ }
        $found = Get-PiecesAsset $made[1].Id, 'M1', $made[3].Id, 'm[3]', $made[1].Id
        $found.Id | Should -Be $made[1].Id, $made[0].Id, $made[3].Id, $made[2].Id, $made[1].Id
        $found = Get-PiecesAsset 'm1', 'nowhere', $made[2].Id -ErrorAction SilentlyContinue -ErrorVariable problem
        $found.Id | Should -Be $made[0].Id, $made[2].Id
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'AssetNotFound,*'
        $problem[0].TargetObject | Should -Be 'nowhere'
    }
}

Describe 'Files' {
    BeforeAll {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'files')
        $files = foreach ($name in 'one.ps1', 'two.sql', 'a[1].txt', 'three.md') {
            $path = Join-Path $folder $name
            [IO.File]::WriteAllText($path, "text in $name")
            $path
        }
        function Test-Saved($Assets, [string[]] $Names) {
            $Assets.Name | Should -Be $Names
            foreach ($asset in $Assets) { Get-Text $asset.Id | Should -Be "text in $($asset.Name)" }
        }
    }

    It 'bind as <Form>' -ForEach @(
        @{ Form = 'objects of Get-ChildItem'; Make = { Get-Item -LiteralPath $files } }
        @{ Form = 'files of a job'; Make = { Get-Item -LiteralPath $files | Copy-AsJobOutput } }
        @{ Form = 'output of Resolve-Path'; Make = { Resolve-Path -LiteralPath $files } }
        @{ Form = 'output of Resolve-Path in a job'; Make = { Resolve-Path -LiteralPath $files | Copy-AsJobOutput } }
        @{ Form = 'rows with Path'; Make = { $files | ForEach-Object { [pscustomobject] @{ Path = $_ } } } }
        @{ Form = 'rows with FullName'; Make = { Get-Item -LiteralPath $files | Select-Object FullName, Length } }
        @{ Form = 'rows with FullName of a job'; Make = { Get-Item -LiteralPath $files | Select-Object FullName, Length | Copy-AsJobOutput } }
        @{ Form = 'rows with LiteralPath'; Make = { $files | ForEach-Object { @{ LiteralPath = $_ } } } }
        @{ Form = 'rows with PSPath'; Make = { Get-Item -LiteralPath $files | Select-Object PSPath } }
        @{ Form = 'rows of a file'; Make = { Get-Item -LiteralPath $files | Select-Object Name, FullName | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv } }
    ) {
        $names = 'one.ps1', 'two.sql', 'a[1].txt', 'three.md'
        Test-Saved (& $Make | New-PiecesAsset) $names
        (& $Make | New-PiecesAssetDraft).Name | Should -Be $names
        $links = & $Make | New-PiecesLink
        $links.Count | Should -Be 4
        Test-Saved ($links | ForEach-Object { Get-PiecesAsset -Id $_.AssetId }) $names
    }

    It 'bind relative to the current location' {
        Push-Location $folder
        try { Test-Saved ([pscustomobject] @{ Path = './two.sql' } | New-PiecesAsset) 'two.sql' } finally { Pop-Location }
    }

    It 'bind with the other columns of their row' {
        $asset = "Path,Name,Language,Tag,Description`n$($files[0]),A title,sh,`"git, daily`",What it does`n$($files[1]),,,," | ConvertFrom-Csv | New-PiecesAsset
        $asset.Count | Should -Be 2
        $asset[0].Name | Should -Be 'A title'
        $asset[0].Language | Should -Be 'sh'
        $asset[0].Tags | Should -Be 'git', 'daily'
        $asset[0].Annotations | Should -Contain 'What it does'
        $asset[1].Name | Should -Be 'two.sql'
        $asset[1].Language | Should -Be 'sql'
    }

    It 'that do not exist cause one error each' {
        $rows = [pscustomobject] @{ FullName = Join-Path $folder 'nowhere.txt' }, [pscustomobject] @{ FullName = $files[0] }, [pscustomobject] @{ Path = 'nodrive:/x' }
        (($rows | New-PiecesAsset -ErrorAction SilentlyContinue -ErrorVariable problem).Name) | Should -Be 'one.ps1'
        # The binder reports its error at once, also before those of earlier rows.
        $problem.Count | Should -Be 2
        @($problem | Where-Object FullyQualifiedErrorId -Like 'FileNotFound,*').Count | Should -Be 1
        @($problem | Where-Object { "$_" -like "*'nodrive:/x' is not a path in the file system*" }).Count | Should -Be 1
    }

    It 'are not: <Name>' -ForEach @(
        @{ Name = 'a deserialized process'; Make = { Get-Process -Id $PID | Copy-AsJobOutput } }
        @{ Name = 'an export'; Make = { Export-PiecesLibrary $TestDrive/not-a-file -Force } }
        @{ Name = 'an asset'; Make = { Get-PiecesAsset -First 1 } }
        @{ Name = 'a row without a path'; Make = { [pscustomobject] @{ Color = 'red' } } }
    ) {
        $object = & $Make
        Clear-SandboxRequest $sandbox
        $object | New-PiecesAsset -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem.Count | Should -Be 1
        Get-SandboxRequest $sandbox | Should -Not -Contain 'POST /assets/create'
    }

    It 'are not lines of a file' {
        $asset = Get-Content $files[0] | New-PiecesAsset
        Get-Text $asset.Id | Should -Be 'text in one.ps1'
        $asset.Name | Should -Not -Be 'one.ps1'
    }

    It 'do not take precedence over text, or over the ID of an asset' {
        $asset = [pscustomobject] @{ Text = 'text of the row'; Name = 'row'; Path = $files[0] } | New-PiecesAsset
        $asset.Name | Should -Be 'row'
        Get-Text $asset.Id | Should -Be 'text of the row'
        ([pscustomobject] @{ Id = $asset.Id; Path = $files[0] } | New-PiecesLink).AssetId | Should -Be $asset.Id
        ($asset | New-PiecesLink).AssetId | Should -Be $asset.Id
    }

    It 'a pattern that no file matches is an error: <Pattern>' -ForEach @(
        @{ Pattern = '[[NAME]].csproj'; Id = 'NoFileMatches' }
        @{ Pattern = '*.none'; Id = 'NoFileMatches' }
        @{ Pattern = 'a[0.txt'; Id = 'InvalidPattern' }
    ) {
        foreach ($cmdlet in 'New-PiecesAsset', 'New-PiecesAssetDraft', 'New-PiecesLink') {
            & $cmdlet -Path (Join-Path $folder $Pattern) -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.Count | Should -Be 1
            $problem[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
            $problem[0].ErrorDetails.RecommendedAction | Should -BeLike '*-LiteralPath*'
        }
    }
}

Describe 'Tables' {
    It 'bind Tag, Description, Name and Language, and an empty cell is nothing' {
        $assets = @'
Name,Text,Language,Tag,Description
first,git status,sh,"git; daily",Shows the state
second,SELECT 1,sql,one,
third,plain,,,
'@ | ConvertFrom-Csv | New-PiecesAsset
        $assets.Name | Should -Be 'first', 'second', 'third'
        $assets[0].Language, $assets[1].Language | Should -Be 'sh', 'sql'
        $assets[0].Tags | Should -Be 'git', 'daily'
        $assets[1].Tags | Should -Contain 'one'
        $assets[0].Annotations | Should -Contain 'Shows the state'
    }

    It 'bind Tags, a list, and leave an argument as it is' {
        ([pscustomobject] @{ Text = 'x1'; Tags = 'a', 'b' } | New-PiecesAsset).Tags | Should -Be 'a', 'b'
        ('x2' | New-PiecesAsset -Tag 'a, b').Tags | Should -Contain 'a, b'
        ([pscustomobject] @{ Text = 'x3'; Tag = 'of the row' } | New-PiecesAsset -Tag 'given').Tags | Should -Not -Contain 'of the row'
    }

    It 'an empty argument is an error that names it' {
        { New-PiecesAsset 'x' -Name '' } | Should -Throw -ErrorId 'ArgumentEmpty,PiecesOs.Module.NewPiecesAssetCommand'
        { New-PiecesAsset 'x' -Tag 'a', '' } | Should -Throw '*-Tag*'
        { New-PiecesLink -Text 'x' -User @() } | Should -Throw '*-User*'
    }

    It 'bind User' {
        $one = New-PiecesAsset 'for one' -Name 'for one'
        $rows = "Id,User`n$($one.Id),ada@example.com`n$($one.Id),`"grace@example.com; ada@example.com`"`n$($one.Id)," | ConvertFrom-Csv
        foreach ($cmdlet in 'New-PiecesLink', 'New-PiecesShare') {
            Clear-SandboxRequest $sandbox
            $shares = $rows | & $cmdlet -Access Private -ErrorAction SilentlyContinue -ErrorVariable problem
            $shares.Count | Should -Be 2
            $problem.Count | Should -Be 1
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'UsersRequired,*'
        }
    }
}

Describe 'Bytes' {
    BeforeAll {
        $bytes = [byte[]] (0..255)
        $path = Join-Path $TestDrive 'all.bin'
        [IO.File]::WriteAllBytes($path, $bytes)
        function Test-Bytes($Asset) {
            @($Asset).Count | Should -Be 1
            , (Get-Text $Asset.Id) | Should -Be (, $bytes)
        }
    }

    It 'of a pipeline are one asset' {
        Test-Bytes ($bytes | New-PiecesAsset -Name 'x.bin')
        Test-Bytes (, $bytes | New-PiecesAsset -Name 'x.bin')
        Test-Bytes (New-PiecesAsset -Bytes $bytes -Name 'x.bin')
        Test-Bytes ($bytes[0..99], $bytes[100..255] | New-PiecesAsset -Name 'x.bin')
        ($bytes | New-PiecesAssetDraft -Name 'x.png').Name | Should -Be 'x.png'
    }

    It 'that are text are saved as text, with the language of the name' {
        $asset = [Text.Encoding]::UTF8.GetBytes('Grüße') | New-PiecesAsset -Name 'greeting.ps1'
        $asset.Language | Should -Be 'ps1'
        Get-Text $asset.Id | Should -Be 'Grüße'
    }

    It 'of Get-Content are one asset' {
        Skip-InWindowsPowerShell '-AsByteStream'
        Test-Bytes (Get-Content $path -AsByteStream | New-PiecesAsset -Name 'x.bin')
        Test-Bytes (Get-Content $path -AsByteStream -ReadCount 100 | New-PiecesAsset -Name 'x.bin')
    }

    It 'need a name' {
        Clear-SandboxRequest $sandbox
        $bytes | New-PiecesAsset -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NameRequired,*'
        $problem[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Name*'
        Get-SandboxRequest $sandbox | Should -BeNullOrEmpty
    }

    It 'are not numbers, which are one error' {
        Clear-SandboxRequest $sandbox
        1..50 | New-PiecesAsset -Name 'x.bin' -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NotBytes,*'
        Get-SandboxRequest $sandbox | Should -BeNullOrEmpty
        ('text', 7, 8, 'more' | New-PiecesAsset -ErrorAction SilentlyContinue -ErrorVariable problem).Count | Should -Be 2
        $problem.Count | Should -Be 1
    }

    It 'send nothing with -WhatIf' {
        Clear-SandboxRequest $sandbox
        $bytes | New-PiecesAsset -Name 'x.bin' -WhatIf
        Get-SandboxRequest $sandbox | Should -BeNullOrEmpty
    }
}

Describe 'A part of the library' {
    BeforeAll {
        Get-PiecesAsset | Remove-PiecesAsset -Confirm:$false
        $all = 1..30 | ForEach-Object { New-PiecesAsset "needle $_ $(if ($_ % 3) { 'hay' } else { 'straw' })" -Name "part $_" }
        $all[2], $all[0] | New-PiecesLink | Out-Null
        function Get-Exported([string] $Path) { (Get-Content "$Path/manifest.json" -Raw | ConvertFrom-Json) }
    }

    It 'is exported from search results, with its links' {
        $found = Search-PiecesAsset straw
        $found.Count | Should -BeGreaterThan 5
        $export = $found | Export-PiecesLibrary $TestDrive/part
        $export.SelectedCount | Should -Be $found.Count
        $export.AssetCount | Should -Be $found.Count
        $export.IsComplete | Should -BeTrue
        $export.LinkCount | Should -Be 1
        $manifest = Get-Exported $TestDrive/part
        $manifest.assets.id | Sort-Object | Should -Be ($found.Id | Sort-Object)
        foreach ($entry in $manifest.assets) { Get-Content "$TestDrive/part/content/$($entry.content)" | Should -Be (Get-Text $entry.id) }
        Get-Content "$TestDrive/part/report.md" -Raw | Should -Match 'Yes, for the selected assets'
        $found.Id | Should -BeIn (Import-PiecesLibrary $TestDrive/part -WhatIf).SourceId
    }

    It 'asks only for these assets' {
        Clear-SandboxRequest $sandbox
        $all[0..1] | Export-PiecesLibrary -Path $TestDrive/requests | Out-Null
        Get-SandboxRequest $sandbox | Should -Not -Contain 'GET /assets'
    }

    It 'is added to an earlier export, whose other assets stay as they are' {
        $whole = Export-PiecesLibrary $TestDrive/whole
        $whole.AssetCount | Should -Be 30
        $before = Get-Exported $TestDrive/whole
        $new = New-PiecesAsset 'a new one' -Name 'new'
        $export = $new, $all[4] | Export-PiecesLibrary $TestDrive/whole
        $export.AssetCount, $export.SelectedCount, $export.NoLongerListed | Should -Be 31, 2, 0
        $export.LinkCount | Should -Be $whole.LinkCount
        $after = Get-Exported $TestDrive/whole
        $after.assets.id | Sort-Object | Should -Be (@($before.assets.id) + $new.Id | Sort-Object)
        foreach ($entry in $after.assets) { Test-Path -LiteralPath "$TestDrive/whole/content/$($entry.content)" | Should -BeTrue }
        $after.assets | Where-Object missingOnServer | Should -BeNullOrEmpty
        $again = Export-PiecesLibrary $TestDrive/whole
        $again.AssetCount, $again.IsComplete, $again.NoLongerListed | Should -Be 31, $true, 0
    }

    It 'reports what the server does not have, and exports the others' {
        $gone = New-PiecesAsset 'gone soon' -Name 'gone soon'
        $gone | Remove-PiecesAsset -Confirm:$false
        $export = $all[0].Id, $gone.Id, 'no such name', 'part 2' | Export-PiecesLibrary $TestDrive/gone -ErrorAction SilentlyContinue -ErrorVariable problem -WarningAction SilentlyContinue
        $export.AssetCount | Should -Be 2
        $export.IsComplete | Should -BeFalse
        $export.Missing.Id | Should -Be $gone.Id
        ($problem.FullyQualifiedErrorId -replace ',.*') | Should -Be 'AssetNotFound', 'ExportIncomplete'
    }

    It 'an empty search exports nothing, and not the whole library' {
        Search-PiecesAsset 'xyzzyplugh' | Export-PiecesLibrary $TestDrive/nothing | Should -BeNullOrEmpty
        Test-Path $TestDrive/nothing | Should -BeFalse
    }

    It 'has other forms too' {
        $export = $all[0..2] | Export-PiecesLibrary $TestDrive/notes -As Markdown
        $export.AssetCount | Should -Be 3
    }
}

Describe 'Cloudflare' {
    BeforeAll {
        $policy = @{ ResourceId = '55556666555566665555666655556666'; ResourceType = 'gateway-policy' }
        $shares = 'bind one', 'bind two', 'other', 'twin', 'twin' | ForEach-Object { $policy | New-CloudflareShare $_ -RecipientAccountId $other -Wait }
    }

    It 'finds shares by name, with wildcards' {
        (Get-CloudflareShare -Name 'BIND*', 'oth?r').Id | Should -Be $shares[0..2].Id
        (Get-CloudflareShare -Name 'bind two').Id | Should -Be $shares[1].Id
        Get-CloudflareShare -Name 'no*' | Should -BeNullOrEmpty
        Get-CloudflareShare -Name 'nowhere' -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'CloudflareShareNameNotFound,*'
    }

    It 'names an ID of digits in errors as it was typed' {
        Get-CloudflareShare -Id 00000000000000000000000000000012 -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-CloudflareShareRecipient $shares[0] -Id 12345678901234567890123456789012 -ErrorAction SilentlyContinue -ErrorVariable +problem
        $problem.TargetObject | Should -Be '00000000000000000000000000000012', '12345678901234567890123456789012'
        "$($problem[0])" | Should -BeLike '00000000000000000000000000000012: *'
        "$($problem[1])" | Should -BeLike '12345678901234567890123456789012: *'
    }

    It 'finds the share of a row by ShareName' {
        $rows = "ShareName,RecipientAccountId`nbind one,11112222333344441111222233334444`nBind Two,22223333222233332222333322223333`ntwin,$other`nnowhere,$other" | ConvertFrom-Csv
        $added = $rows | Add-CloudflareShareRecipient -PassThru -ErrorAction SilentlyContinue -ErrorVariable problem
        $added.ShareId | Should -Be $shares[0..1].Id
        ($problem.FullyQualifiedErrorId -replace ',.*') | Should -Be 'CloudflareShareNameAmbiguous', 'CloudflareShareNameNotFound'
        (Get-CloudflareShareRecipient $shares[1]).RecipientAccountId | Should -Contain '22223333222233332222333322223333'
        ([pscustomobject] @{ ShareName = 'other' } | Get-CloudflareShareResource).ResourceId | Should -Be $policy.ResourceId
    }

    It 'accepts recipients as accounts' {
        $recipient = @(Get-CloudflareShareRecipient $shares[0])[0]
        (Add-CloudflareShareRecipient $shares[2] -RecipientAccountId $recipient, '33334444333344443333444433334444' -PassThru -ErrorAction SilentlyContinue).RecipientAccountId |
            Should -Contain '33334444333344443333444433334444'
    }

    It 'rejects an ID of another kind before any request: <Name>' -ForEach @(
        @{ Name = 'a UUID for an account'; Run = { Add-CloudflareShareRecipient $shares[0] -RecipientAccountId ([guid]::NewGuid().ToString()) }; Words = '*is a UUID, not the ID of an account*' }
        @{ Name = 'a share for an account'; Run = { Set-CloudflareShareRecipient $shares[0] -RecipientAccountId $shares[1] }; Words = '*is not an account*' }
        @{ Name = 'the share for its recipient'; Run = { Remove-CloudflareShareRecipient $shares[0].Id -Share $shares[0].Id -Confirm:$false -ErrorAction Stop }; Words = '*is the ID of the share itself*' }
        @{ Name = 'the share for its resource'; Run = { Get-CloudflareShareResource -Share $shares[0] -Id $shares[0].Id -ErrorAction Stop }; Words = '*is the ID of the share itself*' }
        @{ Name = 'the account for a share'; Run = { Get-CloudflareShare $account -ErrorAction Stop }; Words = '*is the ID of the account*' }
        @{ Name = 'a name for an ID'; Run = { Remove-CloudflareShare 'bind one' -Confirm:$false }; Words = '*Get-CloudflareShare -Name*' }
        @{ Name = 'a name from the pipeline'; Run = { 'bind one' | Remove-CloudflareShare -Confirm:$false -ErrorAction Stop }; Words = '*Get-CloudflareShare -Name*' }
        @{ Name = 'a share object for a recipient'; Run = { Remove-CloudflareShareRecipient $shares[0] -Confirm:$false }; Words = '*is not a CloudflareShareRecipient*' }
    ) {
        Clear-SandboxRequest $sandbox
        $Run | Should -Throw $Words
        Get-SandboxRequest $sandbox | Should -BeNullOrEmpty
    }
}
