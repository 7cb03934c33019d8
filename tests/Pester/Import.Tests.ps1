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

    It 'ships only its own assemblies for PowerShell 7' {
        Get-ChildItem (Join-Path (Split-Path $ModulePath) 'net8.0') -Filter *.dll | ForEach-Object BaseName | Sort-Object |
            Should -Be (@('PiecesOs', 'PiecesOs.Client', 'CloudflareSharing.Client', 'RestCore') | Sort-Object)
    }

    It 'ships no engine assembly' {
        Get-ChildItem (Split-Path $ModulePath) -Recurse -Filter System.Management.Automation.dll | Should -BeNullOrEmpty
    }

    It 'reports which copy is loaded when another one is imported' {
        # Runs in a separate process, because the engine keeps the path of the copy's format file for the rest of the session.
        $copy = Join-Path $TestDrive PiecesOs
        Copy-Item -Recurse (Split-Path $ModulePath) $copy
        foreach ($option in '', '-Force') {
            $said = Invoke-PowerShell -Command "Import-Module '$ModulePath'; try { Import-Module '$copy/PiecesOs.psd1' -ErrorAction Stop $option } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }; (Get-Command Test-PiecesOs).Module.ModuleBase"
            $said[0] | Should -BeLike 'AnotherCopyLoaded,*'
            $said[1] | Should -BeLike "PiecesOs $($manifest.ModuleVersion) from '$(Split-Path $ModulePath)' is already loaded*import it in a new session."
            $said[2] | Should -Be (Split-Path $ModulePath)
        }
    }

    It 'can be imported and removed in a new process without output' {
        $output = Invoke-PowerShell -Command "Import-Module '$ModulePath'; Remove-Module PiecesOs; 'done'" 2>&1
        $output | Should -Be 'done'
    }
}
