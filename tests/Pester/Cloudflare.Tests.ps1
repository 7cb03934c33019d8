BeforeAll {
    . $PSScriptRoot/Support.ps1
    . $PSScriptRoot/CloudflareSession.ps1
}

AfterAll {
    Disconnect-CloudflareSharing
    Stop-PiecesSandbox
}

Describe 'The sixteen operations' {
    BeforeAll {
        $share = $policy | New-CloudflareShare 'whole' -RecipientAccountId $other -Wait
    }

    It 'share-create: creates a share that contains its account' {
        $share.Name | Should -Be 'whole'
        $share.PathAccountId | Should -Be $account
        $share.PSObject.TypeNames[0] | Should -Be 'CloudflareSharing.Client.CloudflareShare'
    }

    It 'shares-list: lists shares, with filters' {
        (Get-CloudflareShare).Id | Should -Contain $share.Id
        (Get-CloudflareShare -Status active -Kind sent -TargetType account -ResourceType gateway-policy -OrderBy name -Descending).Id | Should -Contain $share.Id
        Get-CloudflareShare -ResourceType trust-grant | Should -BeNullOrEmpty
        Get-CloudflareShare -Status deleted | Should -BeNullOrEmpty
    }

    It 'shares-list: lists a share for the account that receives it' {
        $received = Get-CloudflareShare -AccountId $other -Kind received
        $received.Id | Should -Contain $share.Id
        $received[0].AccountId | Should -Be $account
        $received[0].PathAccountId | Should -Be $other
    }

    It 'organization-shares-list: lists the shares of an organization' {
        Invoke-SandboxAdmin $sandbox "cloudflare/accounts/$account" -Method Put -Body @{ organization_id = '12345678123456781234567812345678' } | Out-Null
        { Get-CloudflareShare -OrganizationId '12345678123456781234567812345678' } | Should -Not -Throw
    }

    It 'shares-get-by-id: gets a share by id or object, with details' {
        $more = $share | Get-CloudflareShare -IncludeResource -IncludeRecipientCount
        $more.Resources.Count | Should -Be 1
        $more.Resources[0].Meta.note | Should -Be 'x'
        $more.AssociatedRecipientCount | Should -Be 1
        (Get-CloudflareShare $share.Id).Name | Should -Be 'whole'
    }

    It 'share-update: renames a share' {
        ($share | Set-CloudflareShare -Name 'renamed' -Wait -PassThru).Name | Should -Be 'renamed'
        $share | Set-CloudflareShare -Name 'renamed again' | Should -BeNullOrEmpty
        (Get-CloudflareShare $share).Name | Should -Be 'renamed again'
    }

    It 'share-recipients-list and share-recipients-get-by-id: get recipients' {
        $recipient = $share | Get-CloudflareShareRecipient
        $recipient.RecipientAccountId | Should -Be $other
        ($recipient | Get-CloudflareShareRecipient -IncludeResource).Resources.Count | Should -Be 1
        (Get-CloudflareShareRecipient $share -Id $recipient.Id).Id | Should -Be $recipient.Id
    }

    It 'share-recipient-create and share-recipient-delete, with -Wait' {
        $added = $share | Add-CloudflareShareRecipient -RecipientAccountId $third -Wait -PassThru
        $added.AssociationStatus | Should -Be 'associated'
        $removed = $added | Remove-CloudflareShareRecipient -Wait -PassThru -Confirm:$false
        $removed.AssociationStatus | Should -Be 'disassociated'
    }

    It 'share-recipient-create without -Wait returns a pending recipient' {
        ($share | Add-CloudflareShareRecipient -RecipientAccountId $third -PassThru).AssociationStatus | Should -Be 'associating'
        Remove-CloudflareShareRecipient (Get-CloudflareShareRecipient $share | Where-Object RecipientAccountId -eq $third) -Wait -Confirm:$false
    }

    It 'share-recipients-update: replaces the recipients' {
        $share | Set-CloudflareShareRecipient -RecipientAccountId $third -Wait
        (Get-CloudflareShareRecipient $share | Where-Object AssociationStatus -eq associated).RecipientAccountId | Should -Be $third
        Clear-SandboxRequest $sandbox
        $share | Set-CloudflareShareRecipient -RecipientAccountId $third
        @(Get-Change).Count | Should -Be 1 -Because 'the list may lag behind an earlier change'
        $share | Set-CloudflareShareRecipient -RecipientAccountId $other, $third -Wait
    }

    It 'share-resource-create, -list, -get-by-id, -update and -delete: work' {
        $added = Add-CloudflareShareResource $share 66667777666677776666777766667777 custom-ruleset -Meta @{ a = 1; list = 1, 2 } -Wait -PassThru
        $added.Status | Should -Be 'active'
        $added.ResourceAccountId | Should -Be $account
        (Get-CloudflareShareResource $share).Count | Should -Be 2
        (Get-CloudflareShareResource $share -ResourceType custom-ruleset).Id | Should -Be $added.Id
        ($added | Get-CloudflareShareResource).Meta.list | Should -Be (1, 2)
        ($added | Set-CloudflareShareResource -Meta @{ b = $true; deep = @{ t = 'é' } } -Wait -PassThru).Meta.deep.t | Should -Be 'é'
        (Get-CloudflareShareResource $share -Id $added.Id).Meta.b | Should -BeTrue
        $added | Remove-CloudflareShareResource -Wait -Confirm:$false
        (Get-CloudflareShareResource $share -Status active).Count | Should -Be 1
    }

    It 'share-delete: waits until the share is deleted' {
        Remove-CloudflareShare $share -Wait -Confirm:$false
        (Get-CloudflareShare -Status active).Id | Should -Not -Contain $share.Id
    }
}

Describe 'Pipelines' {
    BeforeEach { $shares = 'p1', 'p2' | ForEach-Object { $policy | New-CloudflareShare $_ -RecipientAccountId $other, $third -Wait } }
    AfterEach { Get-CloudflareShare -Status active | Remove-CloudflareShare -Wait -Confirm:$false }

    It 'remove recipients from shares' {
        $removed = Get-CloudflareShare | Where-Object Name -Like 'p?' | Get-CloudflareShareRecipient | Remove-CloudflareShareRecipient -Wait -PassThru -Confirm:$false
        $removed.Count | Should -Be 4
        $removed.AssociationStatus | Should -Be ('disassociated', 'disassociated', 'disassociated', 'disassociated')
    }

    It 'copy recipients and resources from one share to another' {
        $empty = @{ ResourceId = '00000000000000000000000000000001'; ResourceType = 'custom-ruleset' } | New-CloudflareShare 'copy' -RecipientAccountId 22223333222233332222333322223333
        $shares[0] | Get-CloudflareShareRecipient | Add-CloudflareShareRecipient -Share $empty
        $shares[0] | Get-CloudflareShareResource | Add-CloudflareShareResource -Share $empty
        (Get-CloudflareShareRecipient $empty).Count | Should -Be 3
        (Get-CloudflareShareResource $empty -ResourceType gateway-policy).Meta.note | Should -Be 'x'
        ($empty | Get-CloudflareShareResource | New-CloudflareShare 'second copy' -RecipientAccountId $other | Get-CloudflareShareResource).Count | Should -Be 2
    }

    It 'accept rows of a file and objects of a job' {
        $rows = "ShareId,RecipientAccountId`n$($shares[0].Id),44445555444455554444555544445555" | ConvertFrom-Csv
        ($rows | Add-CloudflareShareRecipient -PassThru).RecipientAccountId | Should -Be '44445555444455554444555544445555'
        $returned = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($shares[1]))
        $recipients = $returned | Get-CloudflareShareRecipient
        $recipients.Count | Should -Be 2
        $again = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($recipients[0]))
        ($again | Get-CloudflareShareRecipient).Id | Should -Be $recipients[0].Id
        $again | Remove-CloudflareShareRecipient -Wait -Confirm:$false
    }

    It 'remove only what is specified' {
        $recipient = @($shares[0] | Get-CloudflareShareRecipient)[0]
        Clear-SandboxRequest $sandbox
        $recipient | Remove-CloudflareShare -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem
        $shares[0] | Remove-CloudflareShareRecipient -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable +problem
        $problem.Count | Should -Be 2
        Get-SandboxRequest $sandbox | Should -BeNullOrEmpty
    }

    It 'accept IDs that look like numbers as typed' {
        Clear-SandboxRequest $sandbox
        Get-CloudflareShare 00001111222233334444555566667777 -ErrorAction SilentlyContinue
        Get-CloudflareShareRecipient 1e5 -ErrorAction SilentlyContinue
        Get-SandboxRequest $sandbox | Should -Be "GET /client/v4/accounts/$account/shares/00001111222233334444555566667777", "GET /client/v4/accounts/$account/shares/1e5/recipients"
    }

    It 'write one error for one invalid share' {
        $ids = $shares[0].Id, 'nosuchshare', $shares[1].Id
        ($ids | Get-CloudflareShareRecipient -ErrorAction SilentlyContinue -ErrorVariable problem).Count | Should -Be 4
        $problem.Count | Should -Be 1
        $problem[0].TargetObject | Should -Be 'nosuchshare'
    }
}

Describe 'Excluded recipients' {
    BeforeAll {
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 200 } | Out-Null
        $organization = 'fedcfedcfedcfedcfedcfedcfedcfedc'
        $members = 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 'b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2', 'c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3'
        foreach ($member in $members) { Invoke-SandboxAdmin $sandbox "cloudflare/accounts/$member" -Method Put -Body @{ organization_id = $organization } | Out-Null }
        function Get-Account([string] $Status = 'associated', $Of = $shares[0]) {
            Get-CloudflareShareRecipient $Of | Where-Object AssociationStatus -eq $Status | ForEach-Object RecipientAccountId | Sort-Object
        }
        function Copy-ThroughXml($InputObject) { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($InputObject)) }
    }
    AfterAll { Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 600 } | Out-Null }
    BeforeEach { $shares = 'e1', 'e2' | ForEach-Object { $policy | New-CloudflareShare $_ -RecipientOrganizationId $organization -Wait } }
    AfterEach { $shares | Remove-CloudflareShare -Wait -Confirm:$false }

    It 'share-excluded-recipient-create and -delete: end and restore access, with -Wait' {
        Get-Account | Should -Be $members
        $excluded = $shares[0] | Add-CloudflareShareExcludedRecipient -ExcludedAccountId $members[0] -Wait -PassThru
        $excluded.ExcludedAccountId | Should -Be $members[0]
        $excluded.ShareId | Should -Be $shares[0].Id
        Get-Account | Should -Be $members[1, 2]
        Get-Account disassociated | Should -Be $members[0]
        Get-CloudflareShare -AccountId $members[0] -Kind received | Should -HaveCount 1
        $excluded | Remove-CloudflareShareExcludedRecipient -Wait -Confirm:$false | Should -BeNullOrEmpty
        Get-Account | Should -Be $members
        $shares[0] | Get-CloudflareShareExcludedRecipient | Should -BeNullOrEmpty
    }

    It 'share-excluded-recipient-create and -delete without -Wait return at once' {
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 60000 } | Out-Null
        $excluded = Add-CloudflareShareExcludedRecipient $shares[0].Id $members[0] -PassThru
        Get-Account disassociating | Should -Be $members[0]
        (Remove-CloudflareShareExcludedRecipient $excluded.Id $shares[0].Id -PassThru -Confirm:$false).Id | Should -Be $excluded.Id
        Get-Account associating | Should -Be $members[0]
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 200 } | Out-Null
    }

    It 'share-excluded-recipients-list and -get-by-id: get exclusions of several shares' {
        $shares | Add-CloudflareShareExcludedRecipient -ExcludedAccountId $members[0], $members[1]
        $listed = Get-CloudflareShare -Status active | Where-Object Name -in e1, e2 | Get-CloudflareShareExcludedRecipient
        $listed.ShareId | Should -Be $shares[0].Id, $shares[0].Id, $shares[1].Id, $shares[1].Id
        $listed.ExcludedAccountId | Should -Be $members[0], $members[1], $members[0], $members[1]
        ($listed[3] | Get-CloudflareShareExcludedRecipient).ExcludedAccountId | Should -Be $members[1]
        (Get-CloudflareShareExcludedRecipient $shares[0] -Id $listed[0].Id).Created | Should -Be $listed[0].Created
        (Get-CloudflareShareExcludedRecipient $shares[0] -First 1).Id | Should -Be $listed[0].Id
    }

    It 'share-excluded-recipients-update: makes the list match, also when repeated, and ends all exclusions' {
        $shares | Add-CloudflareShareExcludedRecipient -ExcludedAccountId $members[0]
        ($shares | Set-CloudflareShareExcludedRecipient -ExcludedAccountId $members[1], $members[2] -Wait -PassThru).ExcludedAccountId | Should -Be $members[1], $members[2], $members[1], $members[2]
        foreach ($share in $shares) { Get-Account -Of $share | Should -Be $members[0] }
        $shares[0] | Set-CloudflareShareExcludedRecipient -ExcludedAccountId $members[1], $members[2] -Wait
        Get-Account | Should -Be $members[0]
        Set-CloudflareShareExcludedRecipient $shares[0] @() -Wait
        Get-Account | Should -Be $members
        (Get-CloudflareShareExcludedRecipient $shares[1]).ExcludedAccountId | Should -Be $members[1], $members[2]
    }

    It 'shows what changes with -WhatIf, and only reads' {
        $shares[0] | Add-CloudflareShareExcludedRecipient -ExcludedAccountId $members[0] -Wait
        Clear-SandboxRequest $sandbox
        $transcript = Join-Path $TestDrive 'excluded.txt'
        Start-Transcript $transcript | Out-Null
        $shares[0] | Set-CloudflareShareExcludedRecipient -ExcludedAccountId $members[1] -Wait -WhatIf
        Stop-Transcript | Out-Null
        Get-Content $transcript -Raw | Should -Match "Exclude account $($members[1]); remove exclusion of account $($members[0])"
        Get-Change | Should -BeNullOrEmpty
        Get-Account | Should -Be $members[1, 2]
    }

    It 'excludes recipients from the shares that they belong to' {
        $shares | Get-CloudflareShareRecipient | Where-Object RecipientAccountId -in $members[0, 1] | Add-CloudflareShareExcludedRecipient -Wait
        foreach ($share in $shares) { Get-Account -Of $share | Should -Be $members[2] }
        $shares | Get-CloudflareShareExcludedRecipient | Where-Object ExcludedAccountId -eq $members[0] | Remove-CloudflareShareExcludedRecipient -Wait -Confirm:$false
        foreach ($share in $shares) { Get-Account -Of $share | Should -Be $members[0, 2] }
    }

    It 'copies exclusions to another share' {
        $shares[0] | Set-CloudflareShareExcludedRecipient -ExcludedAccountId $members[0, 1]
        $shares[0] | Get-CloudflareShareExcludedRecipient | Add-CloudflareShareExcludedRecipient -Share $shares[1] -Wait
        Get-Account -Of $shares[1] | Should -Be $members[2]
    }

    It 'accepts rows of a file and objects of a job' {
        $rows = "ShareName,ExcludedAccountId`ne1,$($members[0])`ne2,$($members[1])" | ConvertFrom-Csv
        $rows | Add-CloudflareShareExcludedRecipient -Wait
        Get-Account | Should -Be $members[1, 2]
        Get-Account -Of $shares[1] | Should -Be $members[0, 2]
        Copy-ThroughXml @($shares[0] | Get-CloudflareShareRecipient | Where-Object RecipientAccountId -eq $members[2]) | Add-CloudflareShareExcludedRecipient -Wait
        Get-Account | Should -Be $members[1]
        $returned = Copy-ThroughXml @($shares[0] | Get-CloudflareShareExcludedRecipient)
        ($returned | Get-CloudflareShareExcludedRecipient).ExcludedAccountId | Should -Be $members[0], $members[2]
        $shares[1] | Set-CloudflareShareExcludedRecipient -ExcludedAccountId $returned -Wait
        Get-Account -Of $shares[1] | Should -Be $members[1]
        $returned | Remove-CloudflareShareExcludedRecipient -Wait -Confirm:$false
        Get-Account | Should -Be $members
    }

    It 'skips an account that joins the organization later' {
        $late = 'd4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4'
        $shares[0] | Add-CloudflareShareExcludedRecipient -ExcludedAccountId $late -Wait
        Invoke-SandboxAdmin $sandbox "cloudflare/accounts/$late" -Method Put -Body @{ organization_id = $organization } | Out-Null
        (Get-CloudflareShareRecipient $shares[0]).RecipientAccountId | Should -Not -Contain $late
        (Get-CloudflareShareRecipient $shares[1]).RecipientAccountId | Should -Contain $late
        Invoke-SandboxAdmin $sandbox "cloudflare/accounts/$late" -Method Put -Body @{ organization_id = 'dddddddddddddddddddddddddddddddd' } | Out-Null
    }

    It 'reports a share for accounts, an account that is excluded already, and an unknown exclusion' {
        $ofAccounts = $policy | New-CloudflareShare 'accounts' -RecipientAccountId $other -Wait
        $shares[0] | Add-CloudflareShareExcludedRecipient -ExcludedAccountId $members[0]
        Get-CloudflareShareExcludedRecipient $ofAccounts -ErrorAction SilentlyContinue -ErrorVariable problem
        $ofAccounts | Get-CloudflareShareRecipient | Add-CloudflareShareExcludedRecipient -ErrorAction SilentlyContinue -ErrorVariable +problem
        $ofAccounts | Set-CloudflareShareExcludedRecipient -ExcludedAccountId $other -ErrorAction SilentlyContinue -ErrorVariable +problem
        $shares | Add-CloudflareShareExcludedRecipient -ExcludedAccountId $members[0] -ErrorAction SilentlyContinue -ErrorVariable +problem
        $problem | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] } | Should -Be ('RequestRejected', 'RequestRejected', 'RequestRejected', 'RequestRejected')
        $problem[1].ErrorDetails.Message | Should -Match 'targets an organization'
        $problem[3].ErrorDetails.Message | Should -Match 'already excluded'
        $problem[3].TargetObject | Should -Be $members[0]
        Remove-CloudflareShareExcludedRecipient $members[0] $shares[0] -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'CloudflareShareExcludedRecipientNotFound,*'
        (Get-CloudflareShareRecipient $ofAccounts).AssociationStatus | Should -Be 'associated'
        ($shares | Get-CloudflareShareExcludedRecipient).ExcludedAccountId | Should -Be $members[0], $members[0]
        $ofAccounts | Remove-CloudflareShare -Confirm:$false
    }

    It 'shows nothing of them to an account that receives the share' {
        Get-CloudflareShareExcludedRecipient $shares[0].Id -AccountId $members[0] -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        Add-CloudflareShareExcludedRecipient $shares[0].Id $members[1] -AccountId $members[0] -ErrorAction SilentlyContinue -ErrorVariable +problem
        $problem | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] } | Should -Be ('CloudflareShareNotFound', 'CloudflareShareNotFound')
        Get-Account | Should -Be $members
    }
}

Describe 'Lists' {
    BeforeAll {
        $share = $policy | New-CloudflareShare 'long' -RecipientAccountId $other
        $ids = 1..120 | ForEach-Object { '{0:x32}' -f $_ }
        $share | Set-CloudflareShareRecipient -RecipientAccountId $ids -Wait
    }
    AfterAll { $share | Remove-CloudflareShare -Confirm:$false }

    It 'span pages, limited by -First and -Skip' {
        $all = Get-CloudflareShareRecipient $share | Where-Object AssociationStatus -eq associated
        $all.Count | Should -Be 120
        $some = Get-CloudflareShareRecipient $share -Skip 98 -First 4
        $some.Count | Should -Be 4
        $some.Id | Should -Be (Get-CloudflareShareRecipient $share | Select-Object -Skip 98 -First 4).Id
    }

    It 'are read only as far as needed' {
        Clear-SandboxRequest $sandbox
        (Get-CloudflareShareRecipient $share | Select-Object -First 1).Count | Should -Be 1
        @(Get-SandboxRequest $sandbox).Count | Should -BeLessOrEqual 2
    }

    It 'report an unknown count with -IncludeTotalCount' {
        (Get-CloudflareShare -IncludeTotalCount | Select-Object -First 1) | Should -Be 0
    }
}

Describe '-WhatIf and -Confirm' {
    BeforeAll {
        $share = $policy | New-CloudflareShare 'whatif' -RecipientAccountId $other -Wait
        $recipient = $share | Get-CloudflareShareRecipient
        $resource = $share | Get-CloudflareShareResource
    }
    AfterAll { $share | Remove-CloudflareShare -Confirm:$false }

    It 'sends nothing: <Name>' -ForEach @(
        @{ Name = 'New-CloudflareShare'; Run = { $policy | New-CloudflareShare 'n' -RecipientAccountId $other -WhatIf } }
        @{ Name = 'Set-CloudflareShare'; Run = { $share | Set-CloudflareShare -Name n -WhatIf } }
        @{ Name = 'Remove-CloudflareShare'; Run = { $share | Remove-CloudflareShare -Wait -WhatIf } }
        @{ Name = 'Add-CloudflareShareRecipient'; Run = { $share | Add-CloudflareShareRecipient -RecipientAccountId $third -Wait -WhatIf } }
        @{ Name = 'Remove-CloudflareShareRecipient'; Run = { $recipient | Remove-CloudflareShareRecipient -Wait -WhatIf } }
        @{ Name = 'Add-CloudflareShareExcludedRecipient'; Run = { $share | Add-CloudflareShareExcludedRecipient -ExcludedAccountId $third -Wait -WhatIf } }
        @{ Name = 'Remove-CloudflareShareExcludedRecipient'; Run = { Remove-CloudflareShareExcludedRecipient e $share -Wait -WhatIf } }
        @{ Name = 'Add-CloudflareShareResource'; Run = { Add-CloudflareShareResource $share x gateway-policy -WhatIf } }
        @{ Name = 'Set-CloudflareShareResource'; Run = { $resource | Set-CloudflareShareResource -Meta @{} -WhatIf } }
        @{ Name = 'Remove-CloudflareShareResource'; Run = { $resource | Remove-CloudflareShareResource -WhatIf } }
    ) {
        Clear-SandboxRequest $sandbox
        & $Run | Should -BeNullOrEmpty
        Get-SandboxRequest $sandbox | Should -BeNullOrEmpty
    }

    It 'shows who is added and who is removed, and only reads' {
        Clear-SandboxRequest $sandbox
        $transcript = Join-Path $TestDrive 'whatif.txt'
        Start-Transcript $transcript | Out-Null
        $share | Set-CloudflareShareRecipient -RecipientAccountId $third -WhatIf
        Stop-Transcript | Out-Null
        Get-Content $transcript -Raw | Should -Match "Add recipient $third; remove recipient $other"
        Get-Change | Should -BeNullOrEmpty
    }

    It 'is the default where something is lost or access is given: <_>' -ForEach 'Share', 'ShareRecipient', 'ShareExcludedRecipient', 'ShareResource' {
        $type = (Get-Command "Remove-Cloudflare$_").ImplementingType
        [Attribute]::GetCustomAttribute($type, [Management.Automation.CmdletAttribute]).ConfirmImpact | Should -Be 'High'
    }
}

# Responses lag in these tests: each change is visible after a delay, and complete after another delay.
Describe '-Wait' {
    BeforeAll {
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 300; lagMs = 400 } | Out-Null
        $share = $policy | New-CloudflareShare 'wait' -RecipientAccountId $other -Wait
        function Get-Status([string] $AccountId) { (Get-CloudflareShareRecipient $share | Where-Object RecipientAccountId -eq $AccountId).AssociationStatus }
    }
    AfterEach { Clear-SandboxFault $sandbox }
    AfterAll {
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 600; lagMs = 0 } | Out-Null
        Invoke-SandboxAdmin $sandbox cloudflare/failures -Method Delete | Out-Null
        $share | Remove-CloudflareShare -Confirm:$false
    }

    It 'waits until the recipients of a new share are associated' {
        Get-Status $other | Should -Be 'associated'
    }

    It 'waits for a recipient that is added, removed and added again' {
        $share | Add-CloudflareShareRecipient -RecipientAccountId $third -Wait
        Get-Status $third | Should -Be 'associated'
        $recipient = Get-CloudflareShareRecipient $share | Where-Object RecipientAccountId -eq $third
        $recipient | Remove-CloudflareShareRecipient -Wait -Confirm:$false
        Get-Status $third | Should -Be 'disassociated'
        ($share | Add-CloudflareShareRecipient -RecipientAccountId $third -Wait -PassThru).AssociationStatus | Should -Be 'associated'
        $recipient | Remove-CloudflareShareRecipient -Wait -Confirm:$false
    }

    It 'waits for all recipients of a list' {
        $share | Set-CloudflareShareRecipient -RecipientAccountId $other, '88889999888899998888999988889999' -Wait
        Get-Status '88889999888899998888999988889999' | Should -Be 'associated'
        $share | Set-CloudflareShareRecipient -RecipientAccountId $other -Wait
        Get-Status '88889999888899998888999988889999' | Should -Be 'disassociated'
        Get-Status $other | Should -Be 'associated'
    }

    It 'adds a recipient again that was just removed' {
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ lagMs = 60000 } | Out-Null
        Get-CloudflareShareRecipient $share | Where-Object RecipientAccountId -eq $other | Remove-CloudflareShareRecipient -Confirm:$false
        Get-Status $other | Should -Be 'associated' -Because 'the removal is not visible yet'
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ lagMs = 400 } | Out-Null
        Clear-SandboxRequest $sandbox
        $share | Set-CloudflareShareRecipient -RecipientAccountId $other -Wait
        @(Get-Change).Count | Should -Be 1
        (Get-CloudflareShare $share -IncludeRecipientCount).AssociatedRecipientCount | Should -Be 1
    }

    It 'waits until each recipient has a resource, and then its new version' {
        $added = Add-CloudflareShareResource $share 66667777666677776666777766667777 widget -Wait -PassThru
        $added.ResourceType | Should -Be 'widget'
        $seen = { ((Get-CloudflareShareRecipient $share -IncludeResource | Where-Object RecipientAccountId -eq $other).Resources | Where-Object ResourceId -eq $added.ResourceId).ResourceVersion }
        & $seen | Should -Be 1
        $added | Set-CloudflareShareResource -Meta @{ n = 2 } -Wait
        & $seen | Should -Be 2
        ($added | Remove-CloudflareShareResource -Wait -PassThru -Confirm:$false).Status | Should -Be 'deleted'
    }

    It 'waits until an organization has recipients' {
        $organization = 'abcdabcdabcdabcdabcdabcdabcdabcd'
        Invoke-SandboxAdmin $sandbox "cloudflare/accounts/55556666777788885555666677778888" -Method Put -Body @{ organization_id = $organization } | Out-Null
        $forAll = $policy | New-CloudflareShare 'for all' -RecipientOrganizationId $organization -Wait
        $forAll.TargetType | Should -Be 'organization'
        (Get-CloudflareShareRecipient $forAll).AssociationStatus | Should -Be 'associated'
        (Get-CloudflareShare $forAll -AccountId 55556666777788885555666677778888).Kind | Should -Be 'received'
        ($forAll | Remove-CloudflareShare -Wait -PassThru -Confirm:$false).Status | Should -Be 'deleted'
    }

    It 'continues after failed requests' {
        Add-SandboxFault $sandbox @{ path = '/client/v4/accounts/*/shares/*/recipients/*'; method = 'GET'; status = 502; times = 3 }
        Add-SandboxFault $sandbox @{ path = '/client/v4/accounts/*/shares/*/recipients/*'; method = 'GET'; status = 404; times = 1 }
        ($share | Add-CloudflareShareRecipient -RecipientAccountId 10101010101010101010101010101010 -Wait -PassThru).AssociationStatus | Should -Be 'associated'
    }

    It 'shows which recipients are not done' {
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 2500 } | Out-Null
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
            param($module, $connection, $id)
            Import-Module $module
            Add-CloudflareShareRecipient $id 20202020202020202020202020202020 -Wait -Connection $connection
        }).AddArgument($ModulePath).AddArgument($connection).AddArgument($share.Id)
        $shell.Invoke()
        $shell.HadErrors | Should -BeFalse
        @($shell.Streams.Progress.StatusDescription) -match 'recipient 20202020202020202020202020202020 is associating' | Should -Not -BeNullOrEmpty
        $shell.Dispose()
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 300 } | Out-Null
    }

    It 'reports a terminal failure as an error with recipient and resource' {
        Invoke-SandboxAdmin $sandbox cloudflare/failures -Method Post -Body @{ recipient = $third; error = 'no entitlement'; terminal = $true } | Out-Null
        $share | Add-CloudflareShareRecipient -RecipientAccountId $third -Wait -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'CloudflareRecipientFailed,*'
        $problem[0].ErrorDetails.Message | Should -Match "recipient $third, resource $($policy.ResourceId): no entitlement"
        $problem[0].TargetObject | Should -Be $third
    }

    It 'ignores that failure if it is old' {
        $failed = Get-CloudflareShareRecipient $share | Where-Object RecipientAccountId -eq $third
        $failed | Remove-CloudflareShareRecipient -Wait -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'CloudflareRecipientFailed,*' -Because 'the error disappeared and occurred again'
        Invoke-SandboxAdmin $sandbox cloudflare/failures -Method Delete | Out-Null
        $failed | Remove-CloudflareShareRecipient -Wait -Confirm:$false -ErrorAction Stop
        ($share | Get-CloudflareShareRecipient -IncludeResource | Where-Object RecipientAccountId -eq $third).AssociationStatus | Should -Be 'disassociated'
        ($share | Add-CloudflareShareRecipient -RecipientAccountId $third -Wait -PassThru -ErrorAction Stop).AssociationStatus | Should -Be 'associated'
    }

    It 'times out and reports that the change was accepted' {
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 60000 } | Out-Null
        $time = Measure-Command {
            Add-CloudflareShareRecipient $share 44445555444455554444555544445555 -Wait -TimeoutSec 3 -ErrorAction SilentlyContinue -ErrorVariable problem
        }
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'CloudflareWaitTimedOut,*'
        $problem[0].ErrorDetails.Message | Should -Match 'Cloudflare accepted the change but did not complete it within 3 seconds: recipient 44445555444455554444555544445555 is associating'
        $time.TotalSeconds | Should -BeLessThan 45
    }

    It 'ends at once when it is stopped' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
            param($module, $connection, $id)
            Import-Module $module
            Add-CloudflareShareRecipient $id 77778888777788887777888877778888 -Wait -Connection $connection
        }).AddArgument($ModulePath).AddArgument($connection).AddArgument($share.Id)
        $run = $shell.BeginInvoke()
        Start-Sleep 2
        $run.IsCompleted | Should -BeFalse
        $time = Measure-Command { $shell.Stop() }
        $time.TotalSeconds | Should -BeLessThan 20
        $shell.Dispose()
    }
}

Describe 'Records of removed items' {
    BeforeAll {
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 0 } | Out-Null
        $share = $policy | New-CloudflareShare 'records' -RecipientAccountId $other, $third
        Add-CloudflareShareResource $share 66667777666677776666777766667777 custom-ruleset
        Get-CloudflareShareRecipient $share | Where-Object RecipientAccountId -eq $third | Remove-CloudflareShareRecipient -Confirm:$false
        Get-CloudflareShareResource $share -ResourceType custom-ruleset | Remove-CloudflareShareResource -Confirm:$false
    }
    AfterAll {
        $share | Remove-CloudflareShare -Confirm:$false
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 600 } | Out-Null
    }

    It 'show their status whole in a table of 80 columns' {
        $recipients = (Get-CloudflareShareRecipient $share | Format-Table | Out-String -Width 80) -split "`n"
        $recipients -match $third | Should -Match ' disassociated\s*$'
        $recipients -match $other | Should -Match ' associated\s*$'
        $resources = (Get-CloudflareShareResource $share | Format-Table | Out-String -Width 80) -split "`n"
        $resources -match 'custom-ruleset' | Should -Match ' deleted\b'
        $resources -match 'gateway-policy' | Should -Match ' active\b'
    }

    It 'are skipped with a warning if they are piped into a new share' {
        $copy = Get-CloudflareShareResource $share | New-CloudflareShare 'copy of what is there' -RecipientAccountId 22223333222233332222333322223333 -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match '66667777666677776666777766667777 is deleted'
        (Get-CloudflareShareResource $copy).ResourceType | Should -Be 'gateway-policy'
        Get-CloudflareShareRecipient $share | Add-CloudflareShareRecipient -Share $copy -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match "$third is disassociated"
        (Get-CloudflareShareRecipient $copy).RecipientAccountId | Should -Be '22223333222233332222333322223333', $other
        $serialized = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@(Get-CloudflareShareResource $share)))
        $serialized | Add-CloudflareShareResource -Share $copy -WarningVariable warned -WarningAction SilentlyContinue
        @($warned).Count | Should -Be 1
        $copy | Remove-CloudflareShare -Confirm:$false
    }
}

Describe 'Errors' {
    AfterEach { Clear-SandboxFault $sandbox }

    It 'maps <Status> to <ErrorId>' -ForEach @(
        @{ Status = 400; ErrorId = 'RequestRejected'; Category = 'InvalidArgument' }
        @{ Status = 401; ErrorId = 'NotAuthenticated'; Category = 'AuthenticationError' }
        @{ Status = 403; ErrorId = 'NotAuthorized'; Category = 'PermissionDenied' }
        @{ Status = 404; ErrorId = 'CloudflareShareNotFound'; Category = 'ObjectNotFound' }
        @{ Status = 500; ErrorId = 'ServerError'; Category = 'InvalidResult' }
    ) {
        $body = '{"success":false,"errors":[{"code":4711,"message":"the words of the server"}],"result":null}'
        Add-SandboxFault $sandbox @{ path = '/client/v4/*'; status = $Status; body = $body; times = 5 }
        $policy | New-CloudflareShare 'fails' -RecipientAccountId $other -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -Be "$ErrorId,PiecesOs.Module.NewCloudflareShareCommand"
        $problem[0].CategoryInfo.Category | Should -Be $Category
        $problem[0].ErrorDetails.Message | Should -Match 'the words of the server \(code 4711\)'
        $problem[0].TargetObject | Should -Be 'fails'
    }

    It 'names the permission that a token lacks' {
        $weak = Connect-CloudflareSharing -AccountId $account -BaseUri $base -ApiToken (ConvertTo-SecureString 'sandbox-cloudflare-read-token-0123456789' -AsPlainText -Force)
        Connect-CloudflareSharing -AccountId $account -BaseUri $base -ApiToken $token | Out-Null
        { Get-CloudflareShare -Connection $weak -ErrorAction Stop } | Should -Not -Throw
        $policy | New-CloudflareShare x -RecipientAccountId $other -Connection $weak -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NotAuthorized,*'
        $problem[0].ErrorDetails.Message | Should -Match '10000'
        $problem[0].ErrorDetails.RecommendedAction | Should -Match 'Resource Sharing Edit'
        $problem[0].ErrorDetails.RecommendedAction | Should -Match '-ApiKey'
    }

    It 'distinguishes a malformed token, an unknown token and key, and the address filter of a token from a missing permission' {
        $as = { param($Secret, $Email)
            $text = ConvertTo-SecureString $Secret -AsPlainText -Force
            $with = if ($Email) { @{ ApiKey = $text; Email = $Email } } else { @{ ApiToken = $text } }
            Get-CloudflareShare -Connection (Connect-CloudflareSharing -AccountId $account -BaseUri $base @with) -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0]
        }
        $malformed = & $as 'not.a.token'
        $malformed.FullyQualifiedErrorId | Should -BeLike 'NotAuthenticated,*'
        $malformed.ErrorDetails.Message | Should -Match 'code 6003\): Invalid format for Authorization header \(code 6111\)'
        (& $as 'unknown-token').FullyQualifiedErrorId | Should -BeLike 'NotAuthenticated,*'
        (& $as 'wrong' 'sandbox@example.com').ErrorDetails.Message | Should -Match 'code 9103'
        (& $as 'wrong' 'nobody').ErrorDetails.Message | Should -Match 'code 6102'
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ ipFilter = $true } | Out-Null
        $filtered = & $as $secret
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ ipFilter = $false } | Out-Null
        $filtered.FullyQualifiedErrorId | Should -BeLike 'NotAuthenticated,*'
        $filtered.ErrorDetails.RecommendedAction | Should -Match 'IP address'
        Connect-CloudflareSharing -AccountId $account -BaseUri $base -ApiToken $token | Out-Null
    }

    It 'distinguishes a wrong account from a missing share, with status <_>' -ForEach 404, 400 {
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ noRouteStatus = $_ } | Out-Null
        Get-CloudflareShare -AccountId 0123456789abcdef0123456789abcdef0 -ErrorAction SilentlyContinue -ErrorVariable problem
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ noRouteStatus = 404 } | Out-Null
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'CloudflareAccountNotFound,*'
        $problem[0].ErrorDetails.Message | Should -Match 'code 7003.*code 7000'
    }

    It 'reports what is not found' {
        Get-CloudflareShare 00000000000000000000000000000000 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'CloudflareShareNotFound,*'
        $problem[0].ErrorDetails.Message | Should -Match '1004'
    }

    It 'reports a rate limit with the time to wait' {
        Add-SandboxFault $sandbox @{ path = '/client/v4/*'; status = 429; headers = @{ 'Retry-After' = '200' }; times = 1 }
        Get-CloudflareShare -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'RateLimited,*'
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ rateLimit = @{ requests = 0; seconds = 1 } } | Out-Null
        Get-CloudflareShare -ErrorAction SilentlyContinue -ErrorVariable problem
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ rateLimit = $null } | Out-Null
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'RateLimited,*'
        $problem[0].ErrorDetails.Message | Should -Match 'code 971'
    }

    It 'retries where that is safe' {
        Add-SandboxFault $sandbox @{ path = '/client/v4/*'; method = 'GET'; status = 503; times = 1 }
        { Get-CloudflareShare -ErrorAction Stop } | Should -Not -Throw
    }
}

Describe 'Connections' {
    AfterEach {
        Clear-Environment
        Connect-CloudflareSharing -AccountId $account -ApiToken $token -BaseUri $base | Out-Null
    }

    It 'come from the environment, so that a runbook does not need to connect' {
        Disconnect-CloudflareSharing
        $env:CLOUDFLARE_API_TOKEN = $secret
        $env:CLOUDFLARE_ACCOUNT_ID = $account
        $env:CLOUDFLARE_BASE_URL = $base
        { Get-CloudflareShare -ErrorAction Stop } | Should -Not -Throw
        (Get-CloudflareSharingConnection).AccountId | Should -Be $account
        Invoke-PowerShell -Command "Import-Module '$ModulePath'; Get-CloudflareShare -First 1 | Out-Null; (Get-CloudflareSharingConnection).Authentication" | Should -Be 'API token'
    }

    It 'accept a key with an email address, or a credential' {
        $key = ConvertTo-SecureString '0123456789abcdef0123456789abcdef01234' -AsPlainText -Force
        Connect-CloudflareSharing -AccountId $account -Email sandbox@example.com -ApiKey $key -BaseUri $base | Out-Null
        { Get-CloudflareShare -ErrorAction Stop } | Should -Not -Throw
        (Connect-CloudflareSharing -AccountId $account -ApiKey ([pscredential]::new('sandbox@example.com', $key)) -BaseUri $base).Authentication |
            Should -Be 'API key of sandbox@example.com'
        { Get-CloudflareShare -ErrorAction Stop } | Should -Not -Throw
    }

    It 'report what is missing' {
        Disconnect-CloudflareSharing
        Get-CloudflareSharingConnection | Should -BeNullOrEmpty
        { Get-CloudflareShare -ErrorAction Stop } | Should -Throw -ErrorId 'CloudflareNotConnected,*'
        { Connect-CloudflareSharing -ApiToken $token -BaseUri http://192.0.2.1/client/v4 -ErrorAction Stop } | Should -Throw -ErrorId 'InsecureAddress,*'
    }

    It 'are shared with parallel runspaces as objects' {
        Skip-InWindowsPowerShell 'ForEach-Object -Parallel'
        $results = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            $null = Get-CloudflareShare -Connection $using:connection -ErrorAction Stop
            'ok'
        } -ThrottleLimit 4
        $results | Should -Be ('ok', 'ok', 'ok', 'ok')
    }

    It 'end with Disconnect-CloudflareSharing' {
        $closed = Connect-CloudflareSharing -AccountId $account -ApiToken $token -BaseUri $base
        $closed | Disconnect-CloudflareSharing
        Get-CloudflareShare -Connection $closed -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionClosed,*'
    }
}

Describe 'Views and completion' {
    It 'shows the columns of <Name>' -ForEach @(
        @{ Name = 'shares'; Run = { Get-CloudflareShare -First 1 }; Columns = 'Name', 'Status', 'Age', 'Id', 'Kind', 'TargetType', 'AccountName' }
        @{ Name = 'recipients'; Run = { $share | Get-CloudflareShareRecipient }; Columns = 'RecipientAccountId', 'Id', 'Status', 'Age' }
        @{ Name = 'excluded recipients'; Run = { $forAll | Get-CloudflareShareExcludedRecipient }; Columns = 'ExcludedAccountId', 'Id', 'Age' }
        @{ Name = 'resources'; Run = { $share | Get-CloudflareShareResource }; Columns = 'ResourceType', 'Status', 'Id', 'ResourceId', 'Age' }
        @{ Name = 'connections'; Run = { Get-CloudflareSharingConnection }; Columns = 'BaseUri', 'AccountId', 'Authentication' }
    ) {
        $share = $policy | New-CloudflareShare 'view' -RecipientAccountId $other
        $forAll = $policy | New-CloudflareShare 'view for all' -WholeOrganization
        $forAll | Add-CloudflareShareExcludedRecipient -ExcludedAccountId $other
        $header = if ((Format-AsText { & $Run | Format-Table }) -match '(?m)^(.+)\r?\n-{2,}') { $Matches[1] }
        foreach ($column in $Columns) { $header | Should -Match "\b$column\b" }
        $share, $forAll | Remove-CloudflareShare -Confirm:$false
    }

    It 'completes resource types and statuses' {
        (TabExpansion2 'Get-CloudflareShare -ResourceType gateway-p').CompletionMatches.CompletionText | Should -Be 'gateway-policy'
        (TabExpansion2 'Get-CloudflareShare -Status del').CompletionMatches.CompletionText | Should -Be 'deleted', 'deleting'
    }
}

Describe 'Secrets' {
    It 'are in no stream, error, transcript, job or exported object' {
        $transcript = Join-Path $TestDrive 'secret.txt'
        $exported = Join-Path $TestDrive 'secret.xml'
        $echo = '{"success":false,"errors":[{"code":10000,"message":"bad ' + $secret + '"}],"result":null}'
        $Error.Clear()
        Start-Transcript $transcript -IncludeInvocationHeader | Out-Null
        $seen = & {
            $ErrorActionPreference = 'Continue'
            $c = Connect-CloudflareSharing -AccountId $account -ApiToken $token -BaseUri $base -Verbose -Debug
            Get-CloudflareSharingConnection -Verbose -Debug
            $c | Format-List * -Force
            $c | Format-Custom
            "$c"
            $c | Get-Member -Force
            $c | ConvertTo-Json -Depth 5
            $c | ConvertTo-Xml -As String -Depth 5
            $c | ConvertTo-Csv
            $c | Export-Clixml $exported -Depth 5
            Import-Clixml $exported | Format-List *
            [Management.Automation.PSSerializer]::Serialize($c, 5)
            $s = $policy | New-CloudflareShare 'secret' -RecipientAccountId $other -Verbose -Debug
            $s | Format-List * -Force
            $s | ConvertTo-Json -Depth 5
            $s | Get-CloudflareShareRecipient -Verbose -Debug
            Add-SandboxFault $sandbox @{ path = '/client/v4/*'; status = 400; body = $echo; times = 2 }
            $s | Add-CloudflareShareRecipient -RecipientAccountId $third -Verbose -Debug
            try { Get-CloudflareShare -ErrorAction Stop -Verbose -Debug } catch { $_; $_ | Format-List * -Force; $_.Exception | Format-List * -Force; $_.Exception.ToString(); $_ | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue }
            Clear-SandboxFault $sandbox
            $asText = $secret
            try { Connect-CloudflareSharing -ApiToken $asText } catch { $_; $_ | Format-List * -Force }
            try { Connect-CloudflareSharing -ApiKey $asText -Email a@example.com } catch { $_; $_ | Format-List * -Force }
            try { Connect-CloudflareSharing -ApiToken (ConvertTo-SecureString "$secret $secret" -AsPlainText -Force) -ErrorAction Stop } catch { $_; $_ | Format-List * -Force }
            Get-CloudflareShare -Connection $c -AccountId 'nosuch/../account' -Verbose
            $s | Remove-CloudflareShare -Confirm:$false -Wait -Verbose -Debug
        } *>&1 | Out-String -Width 500
        Stop-Transcript | Out-Null

        $job = Start-Job {
            param($module, $base, $account, $token, $c)
            Import-Module $module
            $own = Connect-CloudflareSharing -AccountId $account -ApiToken $token -BaseUri $base
            $own
            $own | Format-List * | Out-String
            $c | Format-List * | Out-String
            Get-CloudflareShare -First 1 -Verbose -Debug
            Get-CloudflareShare -Connection $c
        } -ArgumentList $ModulePath, $base, $account, $token, (Get-CloudflareSharingConnection)
        $fromJob = $job | Wait-Job -Timeout 60 | Receive-Job -ErrorAction Continue *>&1
        $ofJob = ($fromJob | Format-List * -Force | Out-String -Width 500) + ($fromJob | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue | Out-String)
        Remove-Job $job -Force
        $errors = $Error | ForEach-Object { $_ | Format-List * -Force; "$_"; $_.Exception; $_.ErrorDetails.Message; "$($_.Exception)" } | Out-String -Width 500

        $seen | Should -Match 'API token'
        $seen | Should -Match 'bad \*\*\*'
        $ofJob | Should -Match 'API token'
        $ofJob | Should -Match 'not created in this session'
        $found = [ordered]@{
            streams    = $seen
            transcript = Get-Content $transcript -Raw
            exported   = Get-Content $exported -Raw
            job        = $ofJob
            errors     = $errors
        }
        foreach ($place in $found.Keys) {
            $found[$place].Length | Should -BeGreaterThan 100 -Because "$place must not be empty"
            $found[$place].IndexOf($secret, [StringComparison]::OrdinalIgnoreCase) | Should -Be -1 -Because "$place must not show it"
        }
    }
}
