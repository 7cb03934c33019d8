BeforeAll {
    . $PSScriptRoot/Support.ps1
    $manifest = & ([scriptblock]::Create((Get-Content -LiteralPath $ModulePath -Raw)))
}

Describe 'The module' {
    It 'exports its cmdlets and nothing else' {
        Get-Command -Module PiecesOs | ForEach-Object Name | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        (Get-Module PiecesOs).ExportedAliases.Count | Should -Be 0
        (Get-Module PiecesOs).ExportedFunctions.Count | Should -Be 0
    }

    It 'has a valid manifest' {
        Test-ModuleManifest $ModulePath -WarningVariable warnings | Should -Not -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
    }

    It 'lists its commands explicitly, so that autoloading works' {
        $manifest.CmdletsToExport.Count | Should -BeGreaterThan 20
        $manifest.CmdletsToExport | Should -Not -Match '\*'
    }

    It 'ships nothing to PowerShell 7 but its own assemblies' {
        Get-ChildItem (Join-Path (Split-Path $ModulePath) 'net8.0') -Filter *.dll | ForEach-Object BaseName | Sort-Object |
            Should -Be (@('PiecesOs', 'PiecesOs.Client', 'CloudflareSharing.Client', 'RestCore') | Sort-Object)
    }

    It 'brings no engine assembly along' {
        Get-ChildItem (Split-Path $ModulePath) -Recurse -Filter System.Management.Automation.dll | Should -BeNullOrEmpty
    }

    It 'says which copy is loaded when another one is imported' {
        # In a process of its own: the engine keeps the path of the copy's views, and would look for it in this session for good.
        $copy = Join-Path $TestDrive PiecesOs
        Copy-Item -Recurse (Split-Path $ModulePath) $copy
        foreach ($option in '', '-Force') {
            $said = Invoke-PowerShell -Command "Import-Module '$ModulePath'; try { Import-Module '$copy/PiecesOs.psd1' -ErrorAction Stop $option } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }; (Get-Command Test-PiecesOs).Module.ModuleBase"
            $said[0] | Should -BeLike 'AnotherCopyLoaded,*'
            $said[1] | Should -BeLike "PiecesOs $($manifest.ModuleVersion) from '$(Split-Path $ModulePath)' is already loaded*import it in a new session."
            $said[2] | Should -Be (Split-Path $ModulePath)
        }
    }

    It 'imports and is removed again in a fresh process without a word' {
        $output = Invoke-PowerShell -Command "Import-Module '$ModulePath'; Remove-Module PiecesOs; 'done'" 2>&1
        $output | Should -Be 'done'
    }
}
