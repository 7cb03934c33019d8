# Every 'Get | Verb' pair that makes sense. Each binds: the second cmdlet asks -WhatIf about, or returns, what came in.
BeforeDiscovery {
    $ofAssets = @(
        'Get-PiecesAsset', 'Get-PiecesAsset -NoContent', 'Search-PiecesAsset one', 'Get-PiecesAssetIdentifier', 'Get-PiecesShare',
        'Get-PiecesAssetFormat -Id one', 'Watch-PiecesAsset -IncludeExisting -MaxEvent 1', 'New-PiecesAsset pair', 'New-PiecesLink one'
    )
    $onAssets = @(
        'Get-PiecesAsset', 'Get-PiecesAssetContent', 'Get-PiecesAssetFormat', 'Get-PiecesRelatedAsset', 'Get-PiecesRecommendedAsset',
        'Get-PiecesShare', 'Remove-PiecesAsset -WhatIf', 'New-PiecesLink -WhatIf', 'New-PiecesShare -WhatIf',
        'New-PiecesLink -AsCollection -Name pair -WhatIf', 'Save-PiecesAsset -Destination $TestDrive -WhatIf'
    )
    $ofShares = 'Get-PiecesShare', 'New-PiecesLink one', 'New-PiecesShare one', '(Get-PiecesShare).Link', '(Get-PiecesShare).Id', '(Get-PiecesShare).Short'
    $onShares = 'Revoke-PiecesLink -WhatIf', 'Remove-PiecesShare -WhatIf', 'Update-PiecesShare -Access Public -WhatIf', 'Add-PiecesShareScore -WhatIf'
    $ofMaterial = "'text'", 'Get-Item $TestDrive/pair.txt', 'Get-PiecesAsset | Get-PiecesAssetContent', "[pscustomobject] @{ Text = 'text'; Name = 'pair' }"
    $onMaterial = 'New-PiecesAsset -WhatIf', 'New-PiecesAssetDraft -WhatIf'

    $pairs = @(
        foreach ($first in $ofAssets) { foreach ($second in $onAssets) { @{ Pair = "$first | $second" } } }
        foreach ($first in $ofShares) { foreach ($second in $onShares) { @{ Pair = "$first | $second" } } }
        foreach ($first in $ofMaterial) { foreach ($second in $onMaterial) { @{ Pair = "$first | $second" } } }
        @{ Pair = 'New-PiecesAssetDraft pair | New-PiecesAsset -WhatIf' }
        @{ Pair = 'Get-PiecesOsConnection | Disconnect-PiecesOs' }
    )
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Set-Content $TestDrive/pair.txt 'text'
    $sandbox = Start-PiecesSandbox -PassThru
    New-PiecesAsset 'one' -Name 'one' | New-PiecesLink | Out-Null
}

AfterAll { Stop-PiecesSandbox }

Describe 'Pairs' {
    BeforeEach { Connect-PiecesOs $sandbox.Uri | Out-Null }
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
