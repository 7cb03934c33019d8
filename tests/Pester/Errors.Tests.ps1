BeforeAll {
    . $PSScriptRoot/Support.ps1
    $sandbox = Start-PiecesSandbox -ContentOnRequest -Sample 6 -PassThru
    $assets = @(Get-PiecesAsset)
    $unknown = '00000000-0000-4000-8000-000000000000'
}

AfterAll { Stop-PiecesSandbox }

Describe 'One invalid input among valid ones' {
    It 'causes one error and nothing else' {
        $ids = $assets[0].Id, $unknown, $assets[1].Id, 'no such name', $assets[2].Id
        $found = $ids | Get-PiecesAsset -ErrorAction SilentlyContinue -ErrorVariable problems
        $found.Id | Should -Be ($assets[0].Id, $assets[1].Id, $assets[2].Id)
        $problems.Count | Should -Be 2
        $problems.TargetObject | Should -Be ($unknown, 'no such name')
        $problems.FullyQualifiedErrorId | Should -Be ('AssetNotFound,PiecesOs.Module.GetPiecesAssetCommand', 'AssetNotFound,PiecesOs.Module.GetPiecesAssetCommand')
    }

    It 'causes one error for changes too' {
        $new = 'a', 'b', 'c' | New-PiecesAsset
        $new[1] | Remove-PiecesAsset -Confirm:$false
        $links = $new.Id | New-PiecesLink -ErrorAction SilentlyContinue -ErrorVariable problems
        $links.Count | Should -Be 2
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'AssetGone,*'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -Be $new[1].Id
    }

    It 'stops at the first with -ErrorAction Stop' {
        { $unknown, $assets[0].Id | Get-PiecesAsset -ErrorAction Stop } | Should -Throw -ErrorId 'AssetNotFound,*'
    }
}

Describe 'Server responses' {
    AfterEach { Clear-SandboxFault $sandbox }

    It 'maps <Status> to <ErrorId>' -ForEach @(
        @{ Status = 400; ErrorId = 'RequestRejected'; Category = 'InvalidArgument' }
        @{ Status = 401; ErrorId = 'NotAuthenticated'; Category = 'AuthenticationError' }
        @{ Status = 403; ErrorId = 'NotAuthorized'; Category = 'PermissionDenied' }
        @{ Status = 404; ErrorId = 'AssetNotFound'; Category = 'ObjectNotFound' }
        @{ Status = 410; ErrorId = 'AssetGone'; Category = 'ObjectNotFound' }
        @{ Status = 409; ErrorId = 'Conflict'; Category = 'ResourceExists' }
        @{ Status = 412; ErrorId = 'GitHubNotConnected'; Category = 'ResourceUnavailable' }
        @{ Status = 413; ErrorId = 'PayloadTooLarge'; Category = 'LimitsExceeded' }
        @{ Status = 417; ErrorId = 'AssetNotBackedUp'; Category = 'InvalidOperation' }
        @{ Status = 500; ErrorId = 'ServerError'; Category = 'InvalidResult' }
        @{ Status = 505; ErrorId = 'PiecesOsOutdated'; Category = 'NotInstalled' }
        @{ Status = 511; ErrorId = 'CloudNotConnected'; Category = 'AuthenticationError' }
    ) {
        Add-SandboxFault $sandbox @{ path = '/linkify'; method = 'POST'; status = $Status; body = 'the words of the server'; times = 1 }
        New-PiecesLink $assets[0] -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -Be "$ErrorId,PiecesOs.Module.NewPiecesLinkCommand"
        $problem[0].CategoryInfo.Category | Should -Be $Category
        $problem[0].ErrorDetails.Message | Should -Match 'the words of the server'
        $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $problem[0].TargetObject | Should -Be $assets[0]
    }

    It 'emits the objects that arrived before the response ended early' {
        Add-SandboxFault $sandbox @{ path = '/assets'; method = 'GET'; truncateAfterBytes = 30000; times = 1 }
        $some = Get-PiecesAsset -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MalformedResponse,*'
        $some.Count | Should -BeGreaterThan 0
        $some.Count | Should -BeLessThan $assets.Count
    }

    It 'escapes control characters in the message of the server' {
        Add-SandboxFault $sandbox @{ path = '/assets/*'; method = 'GET'; status = 500; body = "bad$([char]27)[31mred"; times = 5 }
        Get-PiecesAsset -Id $assets[0].Id -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].ErrorDetails.Message | Should -Not -Match "$([char]27)"
        $problem[0].Exception.Message | Should -Not -Match "$([char]27)"
        $problem[0].ErrorDetails.Message | Should -Match 'red'
    }

    It 'waits and retries when the server is busy, if a retry is safe' {
        Add-SandboxFault $sandbox @{ path = '/assets/*'; method = 'GET'; status = 503; times = 2 }
        (Get-PiecesAsset -Id $assets[0].Id).Id | Should -Be $assets[0].Id
    }
}

Describe 'Content too large for memory' {
    It 'reports a folder for temporary files that is not writable, and uses one that is' {
        if (Test-IsWindows) { Set-ItResult -Skipped -Because 'Windows does not read TMPDIR' }
        $file = "$TestDrive/large.bin"
        [IO.File]::WriteAllBytes($file, [byte[]] (, 200 * 5MB))
        $large = New-PiecesAsset -Path $file
        $before = $env:TMPDIR
        try {
            $env:TMPDIR = "$TestDrive/not there"
            Get-PiecesAsset -Id $large.Id -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'FileNotWritable,*'
            $problem[0].ErrorDetails.Message | Should -Match 'not there'
        } finally {
            $env:TMPDIR = $before
        }

        $saved = $large.Id | Save-PiecesAsset -Destination $TestDrive/saved
        (Get-FileHash $saved).Hash | Should -Be (Get-FileHash $file).Hash
        $large | Remove-PiecesAsset -Confirm:$false
    }
}

Describe 'Without a server' {
    It 'explains how to start one' {
        Get-PiecesAsset -Connection 'http://127.0.0.1:9' -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ServerNotFound,*'
        $problem[0].ErrorDetails.RecommendedAction | Should -Match 'Start-PiecesSandbox'
    }

    It 'is an error for each input' {
        'one', 'two' | Get-PiecesAsset -Connection 'http://127.0.0.1:9' -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem | ForEach-Object { "$($_.TargetObject)" } | Should -Be 'one', 'two'
    }

    It 'is reported by Test-PiecesOs without an error' {
        Test-PiecesOs -Connection 'http://127.0.0.1:9' -ErrorVariable problem | Should -BeFalse
        $problem | Should -BeNullOrEmpty
        Test-PiecesOs | Should -BeTrue
    }

    It 'rejects an invalid address' {
        { Get-PiecesAsset -Connection 'ftp://x' } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        { Connect-PiecesOs -Uri 'nonsense' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidAddress,*'
    }
}
