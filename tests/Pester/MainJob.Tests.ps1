BeforeAll {
    . $PSScriptRoot/Support.ps1
    $sandbox = Start-PiecesSandbox -ContentOnRequest -Sample 20 -PassThru
    $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'files')
    1..4 | ForEach-Object { Set-Content (Join-Path $folder "file$_.ps1") "'number $_, <b>bold</b>'" }
}

AfterAll { Stop-PiecesSandbox }

Describe 'From files to links and back' {
    It 'pipes files into assets, assets into links, and links into Revoke-PiecesLink' {
        $shares = Get-ChildItem $folder | New-PiecesAsset | New-PiecesLink
        $shares.Count | Should -Be 4
        $shares | ForEach-Object { Get-PageStatus $_.Link } | Should -Be (200, 200, 200, 200)

        $shares | Revoke-PiecesLink -Confirm:$false | Should -BeNullOrEmpty
        $shares | ForEach-Object { Get-PageStatus $_.Link } | Should -Be (410, 410, 410, 410)
    }

    It 'works in one pipeline' {
        Clear-SandboxRequest $sandbox
        Get-ChildItem $folder | New-PiecesAsset | New-PiecesLink | Revoke-PiecesLink -Confirm:$false
        $requests = Get-SandboxRequest $sandbox
        ($requests -like 'POST /assets/create').Count | Should -Be 4
        ($requests -eq 'POST /linkify').Count | Should -Be 4
        ($requests -like 'POST /linkify/*/revoke').Count | Should -Be 4
    }

    It 'gets only the first three samples' {
        $links = Get-PiecesAsset | Select-Object -First 3 | New-PiecesLink -ErrorAction Stop
        $links.Count | Should -Be 3
        $links | Revoke-PiecesLink -Confirm:$false
    }

    It 'returns the saved content byte for byte' {
        $bytes = [byte[]] (0..255)
        $file = Join-Path $TestDrive 'all.bin'
        [IO.File]::WriteAllBytes($file, $bytes)
        , ($bytes) | Should -Be (, (New-PiecesAsset -LiteralPath $file | Get-PiecesAssetContent))

        $text = "tab`tquote`"back\slash 日本語 😀 $([char]7)$([char]27)[31m`r`nlast"
        New-PiecesAsset $text | Get-PiecesAssetContent | Should -BeExactly $text
    }

    It 'creates one named link to many assets' {
        $share = Get-PiecesAsset | Select-Object -First 5 | New-PiecesLink -AsCollection -Name 'five-of-them'
        $share.Short | Should -Be 'five-of-them'
        $share.Assets.Count | Should -Be 5
        Get-PageStatus $share.Link | Should -Be 200
    }

    It 'saves and shares text in one step' {
        $share = New-PiecesLink -Text 'only a line' -Name 'one line'
        Get-PiecesAsset -Id $share.AssetId | Get-PiecesAssetContent | Should -Be 'only a line'
    }
}

Describe 'Ways to specify assets and shares' {
    BeforeAll {
        $asset = New-PiecesAsset 'named in any form' -Name 'The Only One'
        $share = $asset | New-PiecesLink
    }

    It 'finds an asset by <_>' -ForEach 'id', 'name', 'object', 'search result', 'share', 'custom object' {
        $given = switch ($_) {
            'id' { $asset.Id }
            'name' { 'the only one' }
            'object' { $asset }
            'search result' { Search-PiecesAsset 'named in any form' | Select-Object -First 1 }
            'share' { $share }
            'custom object' { [pscustomobject] @{ Id = $asset.Id } }
        }
        (Get-PiecesAsset -Id $given).Id | Should -Be $asset.Id
        ($given | Get-PiecesAssetContent) | Should -Be 'named in any form'
    }

    It 'finds a share by <_>' -ForEach 'id', 'link', 'code', 'object' {
        $given = switch ($_) {
            'id' { $share.Id }
            'link' { $share.Link }
            'code' { $share.Short }
            'object' { $share }
        }
        (Get-PiecesShare -Id $given).Id | Should -Be $share.Id
    }

    It 'finds the shares of an asset' {
        ($asset | Get-PiecesShare).Id | Should -Be $share.Id
    }

    It 'revokes by link' {
        $other = $asset | New-PiecesLink
        $other.Link | Revoke-PiecesLink -Confirm:$false
        Get-PageStatus $other.Link | Should -Be 410
    }

    It 'rejects a name that several assets have, and lists them' {
        $twins = 1..2 | ForEach-Object { New-PiecesAsset "twin $_" -Name 'Twin' }
        { Get-PiecesAsset -Id 'Twin' -ErrorAction Stop } | Should -Throw -ErrorId 'AssetNameAmbiguous,*' -ExceptionType ([Exception])
        $Error[0].ToString() | Should -Match $twins[0].Id
    }

    It 'accepts an id instead of a name' {
        (Get-PiecesAsset $asset.Id).Id | Should -Be $asset.Id
    }

    It 'warns when a path is about to be saved as text' {
        $file = Join-Path $TestDrive 'existing.txt'
        Set-Content $file 'inside'
        New-PiecesAsset $file -WarningVariable warned -WarningAction SilentlyContinue | Get-PiecesAssetContent | Should -Be $file
        $warned | Should -Match '-Path'
        New-PiecesAsset 'no such file' -WarningVariable warned | Out-Null
        $warned | Should -BeNullOrEmpty
    }
}
