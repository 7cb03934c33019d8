BeforeAll {
    . $PSScriptRoot/Support.ps1
    $sandbox = Start-PiecesSandbox -Sample 3 -PassThru
    $asset = Get-PiecesAsset | Select-Object -First 1
    $share = $asset | New-PiecesLink
    $file = Join-Path $TestDrive 'a.txt'
    Set-Content $file 'text'
}

AfterAll { Stop-PiecesSandbox }

Describe '-WhatIf' {
    It 'sends nothing: <Name>' -ForEach @(
        @{ Name = 'New-PiecesAsset text'; Run = { 'text' | New-PiecesAsset -WhatIf } }
        @{ Name = 'New-PiecesAsset file'; Run = { Get-Item $file | New-PiecesAsset -WhatIf } }
        @{ Name = 'Remove-PiecesAsset by object'; Run = { $asset | Remove-PiecesAsset -WhatIf } }
        @{ Name = 'Remove-PiecesAsset by name'; Run = { Remove-PiecesAsset 'some name' -WhatIf } }
        @{ Name = 'Edit-PiecesAsset by name'; Run = { Edit-PiecesAsset 'some name' -WhatIf } }
        @{ Name = 'New-PiecesLink'; Run = { $asset | New-PiecesLink -WhatIf } }
        @{ Name = 'New-PiecesLink by name'; Run = { New-PiecesLink 'some name' -WhatIf } }
        @{ Name = 'New-PiecesLink text'; Run = { New-PiecesLink -Text 'text' -WhatIf } }
        @{ Name = 'New-PiecesLink collection'; Run = { $asset | New-PiecesLink -AsCollection -Name c -WhatIf } }
        @{ Name = 'New-PiecesShare'; Run = { $asset | New-PiecesShare -WhatIf } }
        @{ Name = 'Update-PiecesShare'; Run = { $share | Update-PiecesShare -Access Private -WhatIf } }
        @{ Name = 'Remove-PiecesShare'; Run = { $share | Remove-PiecesShare -WhatIf } }
        @{ Name = 'Add-PiecesShareScore'; Run = { $share | Add-PiecesShareScore -WhatIf } }
        @{ Name = 'Revoke-PiecesLink by link'; Run = { Revoke-PiecesLink $share.Link -WhatIf } }
        @{ Name = 'Invoke-PiecesRequest'; Run = { @{ text = 'x' } | Invoke-PiecesRequest /tags/create -Method Post -WhatIf } }
        @{ Name = 'Stop-PiecesSandbox'; Run = { Stop-PiecesSandbox -WhatIf } }
    ) {
        Clear-SandboxRequest $sandbox
        & $Run | Should -BeNullOrEmpty
        Get-SandboxRequest $sandbox | Should -BeNullOrEmpty
        $sandbox.IsRunning | Should -BeTrue
    }
}

Describe '-Confirm' {
    It 'is on by default for cmdlets that delete something: <_>' -ForEach 'Remove-PiecesAsset', 'Remove-PiecesShare', 'Revoke-PiecesLink' {
        $cmdlet = (Get-Command $_).ImplementingType
        $attribute = [Attribute]::GetCustomAttribute($cmdlet, [Management.Automation.CmdletAttribute])
        $attribute.ConfirmImpact | Should -Be 'High'
        $attribute.SupportsShouldProcess | Should -BeTrue
    }
}
