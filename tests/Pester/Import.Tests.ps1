BeforeAll {
    . $PSScriptRoot/Support.ps1
    $expected = @(
        'Add-PiecesShareScore', 'Connect-PiecesOs', 'Disconnect-PiecesOs', 'Get-PiecesAsset', 'Get-PiecesAssetContent',
        'Get-PiecesOsConnection', 'Get-PiecesShare', 'New-PiecesAsset', 'New-PiecesLink', 'New-PiecesShare',
        'Remove-PiecesAsset', 'Remove-PiecesShare', 'Revoke-PiecesLink', 'Search-PiecesAsset', 'Start-PiecesSandbox',
        'Stop-PiecesSandbox', 'Test-PiecesOs', 'Update-PiecesShare')
}

Describe 'The module' {
    It 'exports its cmdlets and nothing else' {
        Get-Command -Module PiecesOs | Sort-Object Name | ForEach-Object Name | Should -Be $expected
        (Get-Module PiecesOs).ExportedAliases.Count | Should -Be 0
        (Get-Module PiecesOs).ExportedFunctions.Count | Should -Be 0
    }

    It 'has a valid manifest' {
        Test-ModuleManifest $ModulePath -WarningVariable warnings | Should -Not -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
    }

    It 'lists its commands explicitly, so that autoloading works' {
        (Import-PowerShellDataFile $ModulePath).CmdletsToExport | Should -Not -Contain '*'
    }

    It 'ships nothing to PowerShell 7 but its own assemblies' {
        Get-ChildItem (Join-Path (Split-Path $ModulePath) 'net8.0') -Filter *.dll | ForEach-Object BaseName | Sort-Object |
            Should -Be (@('PiecesOs', 'PiecesOs.Client', 'RestCore') | Sort-Object)
    }

    It 'brings no engine assembly along' {
        Get-ChildItem (Split-Path $ModulePath) -Recurse -Filter System.Management.Automation.dll | Should -BeNullOrEmpty
    }

    It 'imports and is removed again in a fresh process without a word' {
        $output = pwsh -NoProfile -Command "Import-Module '$ModulePath'; Remove-Module PiecesOs; 'done'" 2>&1
        $output | Should -Be 'done'
    }
}
