BeforeAll {
    . $PSScriptRoot/Support.ps1
    . $PSScriptRoot/CloudflareSession.ps1
}

AfterAll {
    Disconnect-CloudflareSharing
    Stop-PiecesSandbox
}

Describe 'Sync-CloudflareShare and Export-CloudflareShare' {
    BeforeAll {
        $first = '55556666555566665555666655556666'
        $second = '66667777666677776666777766667777'

        function New-Description([string] $Name, [string[]] $Accounts, [string[]] $Resources, [hashtable] $Meta) {
            @{
                name       = $Name
                recipients = @($Accounts | ForEach-Object { @{ accountId = $_ } })
                resources  = @(foreach ($id in $Resources) { $one = @{ resourceId = $id; resourceType = 'gateway-policy' }; if ($Meta) { $one.meta = $Meta }; $one })
            }
        }

        function Write-Description([string] $File, [hashtable[]] $Shares) {
            ConvertTo-Json @{ shares = $Shares } -Depth 8 | Set-Content (Join-Path $TestDrive $File)
            Join-Path $TestDrive $File
        }

        function Get-Account($Share) { ($Share | Get-CloudflareShareRecipient | Where-Object AssociationStatus -eq associated).RecipientAccountId | Sort-Object }
        function Get-ByName([string] $Name) { Get-CloudflareShare -Kind sent -Status active -IncludeResource | Where-Object Name -EQ $Name }
    }

    BeforeEach {
        Get-CloudflareShare -Kind sent -Status active | Remove-CloudflareShare -Wait -Confirm:$false
        Clear-SandboxRequest $sandbox
    }

    It 'create what is missing, and change nothing the second time' {
        $file = Write-Description new.json (New-Description 'one' $other, $third $first), (New-Description 'two' $other $first, $second @{ owner = 'it' })
        $changes = Sync-CloudflareShare $file
        $changes.Share | Should -Be 'one', 'two'
        $changes.Action | Should -Be 'Create', 'Create'
        $changes.Applied | Should -Be $true, $true
        $changes[0].ShareId | Should -Be (Get-ByName one).Id
        Get-Account (Get-ByName one) | Should -Be @($other, $third | Sort-Object)
        (Get-ByName two).Resources.Meta.owner | Should -Be 'it', 'it'

        Clear-SandboxRequest $sandbox
        Sync-CloudflareShare $file -Prune | Should -BeNullOrEmpty
        Get-Change | Should -BeNullOrEmpty
    }

    It 'accept a data file, hashtables, custom objects and whole documents' {
        $psd1 = Join-Path $TestDrive shares.psd1
        Set-Content $psd1 "@{ Shares = @(@{ Name = 'one'; Recipients = @(@{ AccountId = '$other' }); Resources = @(@{ ResourceId = '$first'; ResourceType = 'gateway-policy' }) }) }"
        (Sync-CloudflareShare $psd1).Target | Should -Be 'one'
        $document = Get-Content (Write-Description same.json (New-Description one $other $first)) -Raw | ConvertFrom-Json
        $document | Sync-CloudflareShare -Prune | Should -BeNullOrEmpty
        $document.shares | Sync-CloudflareShare -Prune | Should -BeNullOrEmpty
        (New-Description one $other $first), (New-Description two $third $second) | Sync-CloudflareShare | ForEach-Object Share | Should -Be 'two'
    }

    It 'show a plan with -WhatIf, and send nothing that changes anything' {
        Sync-CloudflareShare (Write-Description a.json (New-Description 'one' $other $first @{ n = 1 }), (New-Description 'gone' $other $first)) | Out-Null
        $file = Write-Description b.json (New-Description 'one' $third $first, $second @{ n = 2 }), (New-Description 'more' $other $first)
        Clear-SandboxRequest $sandbox
        $plan = Sync-CloudflareShare $file -Prune -WhatIf
        Get-Change | Should -BeNullOrEmpty
        $plan.Applied | Should -Not -Contain $true
        $plan | ForEach-Object { "$($_.Action) $($_.Kind) $($_.Target)" } | Sort-Object | Should -Be (
            "Create Recipient $third", "Create Resource gateway-policy $second", 'Create Share more', "Remove Recipient $other", 'Remove Share gone', "Update Resource gateway-policy $first")
        ($plan | Where-Object Kind -eq Resource | Where-Object Action -eq Update).Detail | Should -Be 'meta {"n":1} to {"n":2}'
        $shown = $plan | Out-String -Width 80
        $shown | Should -Match "(?m)^\+ Create Recipient +$third"
        $shown | Should -Match "(?m)^~ Update Resource +gateway-policy $first"
        $shown | Should -Match '(?m)^- Remove Share +gone'

        # What was planned is what is done.
        $done = Sync-CloudflareShare $file -Prune
        $done | ForEach-Object { "$_" } | Sort-Object | Should -Be ($plan | ForEach-Object { "$_" } | Sort-Object)
        Sync-CloudflareShare $file -Prune -WhatIf | Should -BeNullOrEmpty
    }

    It 'remove nothing without -Prune' {
        Sync-CloudflareShare (Write-Description a.json (New-Description 'one' $other, $third $first, $second), (New-Description 'two' $other $first)) | Out-Null
        $file = Write-Description b.json (New-Description 'one' $other $first)
        $kept = Sync-CloudflareShare $file -Verbose 4>&1 | Where-Object { "$_" -like 'Not described*' }
        $kept.Count | Should -Be 3
        Get-Account (Get-ByName one) | Should -HaveCount 2
        Get-ByName two | Should -HaveCount 1
        Sync-CloudflareShare $file -Prune | ForEach-Object { "$_" } | Should -Be (
            "- recipient $third (one)", "- resource gateway-policy $second (one)", '- share two') -Because 'each is complete before it is returned'
        Get-Account (Get-ByName one) | Should -Be $other
        Get-ByName two | Should -BeNullOrEmpty
    }

    It 'do not remove every share because a description is empty' {
        Sync-CloudflareShare (Write-Description a.json (New-Description 'one' $other $first)) | Out-Null
        $empty = Join-Path $TestDrive empty.json
        Set-Content $empty '{ "shares": [] }'
        Clear-SandboxRequest $sandbox
        $problem = { Sync-CloudflareShare $empty -Prune } | Should -Throw -ErrorId 'CloudflareShareFileInvalid,*' -PassThru
        "$problem" | Should -BeLike "*empty.json' describes no shares, and -Prune would remove the account's 1 share."
        $problem.TargetObject | Should -Be $empty
        { @() | Sync-CloudflareShare -Prune } | Should -Throw -ErrorId 'CloudflareShareFileInvalid,*'
        Sync-CloudflareShare $empty | Should -BeNullOrEmpty
        (Sync-CloudflareShare $empty -Prune -WhatIf).Target | Should -Be 'one' -Because 'a plan removes nothing'
        & { $WhatIfPreference = $true; (Sync-CloudflareShare $empty -Prune).Target } | Should -Be 'one' -Because 'the variable is the default of -WhatIf'
        Get-Change | Should -BeNullOrEmpty

        Get-ByName one | Remove-CloudflareShare -Wait -Confirm:$false
        Sync-CloudflareShare $empty -Prune | Should -BeNullOrEmpty
    }

    It 'name every mistake of a description, and send nothing' {
        $bad = Join-Path $TestDrive bad.json
        Set-Content $bad @"
{ "shares": [
  { "name": "one", "recipients": [{ "accountId": "$other" }, { "accountId": "$other" }], "resources": [], "note": 1 },
  { "name": "one", "recipients": [{ "accountId": "$other", "organizationId": "o" }], "resources": [{ "resourceId": 5, "resourceType": "x", "meta": [] }] }
] }
"@
        $problem = { Sync-CloudflareShare $bad -ErrorAction Stop } | Should -Throw -ErrorId 'CloudflareShareFileInvalid,*' -PassThru
        foreach ($text in "shares[0].recipients[1] repeats $other", 'shares[0].resources is empty', "unknown member 'note'", 'shares[1].recipients[0] needs either accountId or organizationId', 'and 2 more') {
            "$problem" | Should -BeLike "*$([WildcardPattern]::Escape($text))*"
        }
        Set-Content $bad '{ "shares": ['
        { Sync-CloudflareShare $bad } | Should -Throw -ErrorId 'CloudflareShareFileInvalid,*'
        Set-Content (Join-Path $TestDrive bad.psd1) '@{ shares = Get-Date }'
        { Sync-CloudflareShare (Join-Path $TestDrive bad.psd1) } | Should -Throw -ErrorId 'CloudflareShareFileInvalid,*'
        { Sync-CloudflareShare (Join-Path $TestDrive none.json) } | Should -Throw -ErrorId 'FileNotFound,*'
        { @{ name = 'x' } | Sync-CloudflareShare } | Should -Throw -ErrorId 'CloudflareShareFileInvalid,*'
        Get-SandboxRequest $sandbox | Where-Object { $_ -like '*/client/v4/*' } | Should -BeNullOrEmpty
    }

    It 'continue with the other shares after an error' {
        Sync-CloudflareShare (Write-Description a.json (New-Description 'one' $other $first)) | Out-Null
        $policy | New-CloudflareShare 'one' -RecipientAccountId $other -Wait | Out-Null
        $file = Write-Description b.json (New-Description 'one' $third $first), (New-Description 'two' $third $first), (New-Description 'three' $third $first)
        Add-SandboxFault $sandbox @{ path = '/client/v4/accounts/*/shares$'; method = 'POST'; status = 400; times = 1 }
        $changes = Sync-CloudflareShare $file -ErrorAction SilentlyContinue -ErrorVariable problem
        Clear-SandboxFault $sandbox
        $problem.FullyQualifiedErrorId | Should -Be 'CloudflareShareNameAmbiguous,PiecesOs.Module.SyncCloudflareShareCommand', 'RequestRejected,PiecesOs.Module.SyncCloudflareShareCommand'
        $changes | ForEach-Object { "$($_.Share) $($_.Applied)" } | Should -Be 'three True', 'two False'
        Get-ByName one | Remove-CloudflareShare -Wait -Confirm:$false
        (Sync-CloudflareShare $file).Share | Should -Be 'one', 'two'
    }

    It 'find a description for an organization where the share goes to accounts' {
        Sync-CloudflareShare (Write-Description a.json (New-Description 'one' $other $first)) | Out-Null
        $wanted = New-Description 'one' @() $first
        $wanted.recipients = @(@{ organizationId = '0a1b2c3d4e5f60718293a4b5c6d7e8f9' })
        $wanted | Sync-CloudflareShare -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -BeLike 'CloudflareShareTargetDiffers,*'
    }

    It 'write the present shares in an order of their own, and find no difference' {
        Sync-CloudflareShare (Write-Description a.json (New-Description 'b' $third, $other $second, $first @{ z = 1; a = @(1, $null) }), (New-Description 'a' $other $first)) | Out-Null
        $path = Join-Path $TestDrive exported.json
        (Export-CloudflareShare $path).FullName | Should -Be $path
        $exported = Get-Content $path -Raw | ConvertFrom-Json
        $exported.shares.name | Should -Be 'a', 'b'
        $exported.shares[1].recipients.accountId | Should -Be @($other, $third | Sort-Object)
        $exported.shares[1].resources.resourceId | Should -Be $first, $second
        Sync-CloudflareShare $path -Prune | Should -BeNullOrEmpty

        { Export-CloudflareShare $path -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists,*'
        Export-CloudflareShare $path -Force -WhatIf | Should -BeNullOrEmpty
        (Export-CloudflareShare $path -Force).FullName | Should -Be $path
        Add-SandboxFault $sandbox @{ path = '/client/v4/accounts/*/shares/*'; status = 403; times = 9 }
        $before = Get-Content $path -Raw
        Export-CloudflareShare $path -Force -ErrorAction SilentlyContinue -ErrorVariable problem
        Clear-SandboxFault $sandbox
        $problem | Should -HaveCount 1
        $problem[0].TargetObject.Name | Should -BeIn a, b
        "$problem" | Should -Match '^[ab]: '
        Get-Content $path -Raw | Should -Be $before
    }
}
