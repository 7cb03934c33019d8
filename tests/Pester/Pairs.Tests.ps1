# Every meaningful 'Get | Verb' pair. The input binds: the second cmdlet reports it with -WhatIf, or returns it.
BeforeDiscovery {
    $ofAssets = @(
        'Get-PiecesAsset', 'Get-PiecesAsset -NoContent', 'Search-PiecesAsset one', 'Get-PiecesAssetIdentifier', 'Get-PiecesShare',
        'Get-PiecesAssetFormat -Id one', 'Watch-PiecesAsset -IncludeExisting -MaxEvent 1', 'New-PiecesAsset pair', 'New-PiecesLink one',
        'Get-PiecesRelatedAsset one', 'Get-PiecesRecommendedAsset one', 'New-PiecesShare one', "'one'", "'on*'", '(Get-PiecesAsset).Id'
    )
    $onAssets = @(
        'Get-PiecesAsset', 'Get-PiecesAssetContent', 'Get-PiecesAssetFormat', 'Get-PiecesRelatedAsset', 'Get-PiecesRecommendedAsset',
        'Get-PiecesShare', 'Remove-PiecesAsset -WhatIf', 'Update-PiecesAsset -AddTag new -WhatIf', 'Edit-PiecesAsset -WhatIf', 'New-PiecesLink -WhatIf', 'New-PiecesShare -WhatIf',
        'New-PiecesLink -AsCollection -Name pair -WhatIf', 'Save-PiecesAsset -Destination $TestDrive -WhatIf'
    )
    $ofShares = 'Get-PiecesShare', 'New-PiecesLink one', 'New-PiecesShare one', '(Get-PiecesShare).Link', '(Get-PiecesShare).Id', '(Get-PiecesShare).Short'
    $onShares = 'Revoke-PiecesLink -WhatIf', 'Remove-PiecesShare -WhatIf', 'Update-PiecesShare -Access Public -WhatIf', 'Add-PiecesShareScore -WhatIf'
    $ofMaterial = "'text'", 'Get-Item $TestDrive/pair.txt', 'Get-PiecesAsset | Get-PiecesAssetContent', "[pscustomobject] @{ Text = 'text'; Name = 'pair' }"
    $onMaterial = 'New-PiecesAsset -WhatIf', 'New-PiecesAssetDraft -WhatIf'

    $ofCloudflare = 'Get-CloudflareShare -Status active', '(Get-CloudflareShare -Status active).Id'
    $onCloudflare = @(
        'Get-CloudflareShare', 'Get-CloudflareShareRecipient', 'Get-CloudflareShareResource', 'Set-CloudflareShare -Name pair -WhatIf', 'Remove-CloudflareShare -WhatIf',
        'Add-CloudflareShareRecipient -RecipientAccountId 11112222333344441111222233334444 -WhatIf', 'Set-CloudflareShareRecipient -RecipientAccountId 11112222333344441111222233334444 -WhatIf',
        'Add-CloudflareShareResource -ResourceId 66667777666677776666777766667777 -ResourceType gateway-policy -WhatIf'
    )
    $pairs = @(
        foreach ($first in $ofCloudflare) { foreach ($second in $onCloudflare) { @{ Pair = "$first | $second" } } }
        foreach ($second in 'Get-CloudflareShareRecipient', 'Remove-CloudflareShareRecipient -WhatIf', 'Add-CloudflareShareRecipient -Share $cloudflare -WhatIf') {
            @{ Pair = "Get-CloudflareShare -Status active | Get-CloudflareShareRecipient | $second" }
        }
        foreach ($second in 'Get-CloudflareShareExcludedRecipient', 'Add-CloudflareShareExcludedRecipient -ExcludedAccountId 11112222333344441111222233334444 -WhatIf',
            'Set-CloudflareShareExcludedRecipient -ExcludedAccountId 11112222333344441111222233334444 -WhatIf', 'Get-CloudflareShareRecipient | Add-CloudflareShareExcludedRecipient -WhatIf',
            'Get-CloudflareShareExcludedRecipient | Get-CloudflareShareExcludedRecipient', 'Get-CloudflareShareExcludedRecipient | Remove-CloudflareShareExcludedRecipient -WhatIf',
            'Get-CloudflareShareExcludedRecipient | Add-CloudflareShareExcludedRecipient -Share $forAll -WhatIf') {
            @{ Pair = "Get-CloudflareShare -Status active -TargetType organization | $second" }
        }
        foreach ($second in 'Get-CloudflareShareResource', 'Set-CloudflareShareResource -Meta @{} -WhatIf', 'Remove-CloudflareShareResource -WhatIf',
            'Add-CloudflareShareResource -Share $cloudflare -WhatIf', 'New-CloudflareShare pair -RecipientAccountId 11112222333344441111222233334444 -WhatIf') {
            @{ Pair = "Get-CloudflareShare -Status active | Get-CloudflareShareResource | $second" }
        }
        @{ Pair = 'Get-CloudflareSharingConnection | Disconnect-CloudflareSharing' }
        @{ Pair = 'Export-PiecesLibrary $TestDrive/pair -Force | Import-PiecesLibrary -WhatIf' }
        @{ Pair = 'Export-PiecesLibrary $TestDrive/pair -Force | Import-PiecesLibrary -Connection (Start-PiecesSandbox -PassThru).Uri | Get-PiecesAsset' }
        @{ Pair = 'Start-PiecesSandbox -PassThru | Stop-PiecesSandbox' }
        @{ Pair = 'Start-PiecesSandbox -NoConnect -PassThru | Connect-PiecesOs' }
        @{ Pair = 'Get-PiecesSandbox | Connect-PiecesOs' }
        @{ Pair = 'Get-PiecesSandbox | Stop-PiecesSandbox -WhatIf' }
        @{ Pair = 'Get-PiecesOsConnection | Connect-PiecesOs' }
        @{ Pair = 'Invoke-PiecesRequest /assets -Enumerate | Get-PiecesAssetContent' }
        @{ Pair = 'Invoke-PiecesRequest /assets -Enumerate | Invoke-PiecesRequest /asset/update -Method Post' }
        foreach ($first in $ofAssets) { foreach ($second in $onAssets) { @{ Pair = "$first | $second" } } }
        foreach ($first in $ofShares) { foreach ($second in $onShares) { @{ Pair = "$first | $second" } } }
        foreach ($first in $ofMaterial) { foreach ($second in $onMaterial) { @{ Pair = "$first | $second" } } }
        @{ Pair = 'New-PiecesAssetDraft pair | New-PiecesAsset -WhatIf' }
        foreach ($first in 'Get-Item $TestDrive/pair.txt', 'Resolve-Path $TestDrive/pair.txt', '[pscustomobject] @{ Path = "$TestDrive/pair.txt" }') {
            foreach ($second in 'New-PiecesAsset', 'New-PiecesAssetDraft', 'New-PiecesLink') { @{ Pair = "$first | $second -WhatIf" } }
        }
        @{ Pair = 'Search-PiecesAsset one | Export-PiecesLibrary $TestDrive/found -Force' }
        @{ Pair = 'Get-PiecesAsset | Export-PiecesLibrary $TestDrive/found -Force' }
        @{ Pair = 'Get-PiecesOsConnection | Disconnect-PiecesOs' }
    )
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Set-Content $TestDrive/pair.txt 'text'
    $sandbox = Start-PiecesSandbox -ContentOnRequest -PassThru
    New-PiecesAsset 'one' -Name 'one' | New-PiecesLink | Out-Null

    function Connect-ToCloudflare {
        $token = ConvertTo-SecureString 'sandbox-cloudflare-edit-token-0123456789' -AsPlainText -Force
        Connect-CloudflareSharing -AccountId 023e105f4ecef8ad9ca31a8372d0c353 -ApiToken $token -BaseUri "$($sandbox.Uri)client/v4" | Out-Null
    }
    Connect-ToCloudflare
    $cloudflare = @{ ResourceId = '55556666555566665555666655556666'; ResourceType = 'gateway-policy' } |
        New-CloudflareShare 'pair' -RecipientAccountId 99998888777766669999888877776666 -Wait
    $forAll = @{ ResourceId = '55556666555566665555666655556666'; ResourceType = 'gateway-policy' } | New-CloudflareShare 'pair for all' -WholeOrganization
    $forAll | Add-CloudflareShareExcludedRecipient -ExcludedAccountId 22223333222233332222333322223333
}

AfterAll { Stop-PiecesSandbox }

Describe 'Pairs' {
    BeforeEach {
        Connect-PiecesOs $sandbox.Uri | Out-Null
        Connect-ToCloudflare
    }
    AfterEach {
        Connect-PiecesOs $sandbox.Uri | Out-Null
        Get-PiecesAsset | Where-Object Name -NE 'one' | Remove-PiecesAsset -Confirm:$false
    }

    It '<Pair>' -ForEach $pairs {
        $Error.Clear()
        & ([scriptblock]::Create($Pair)) | Out-Null
        $Error | Should -BeNullOrEmpty
    }
}
