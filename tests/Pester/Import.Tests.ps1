BeforeAll {
    . $PSScriptRoot/Support.ps1
    $manifest = Import-PowerShellDataFile $ModulePath
    $moduleFolder = Split-Path $ModulePath

    # A copy of the module that cannot be loaded, like any copy on an older version of .NET.
    function New-DamagedCopy {
        $copy = Join-Path $TestDrive "$([guid]::NewGuid())/PiecesOs"
        Copy-Item -Recurse $moduleFolder (New-Item (Split-Path $copy) -ItemType Directory)
        Get-ChildItem $copy -Recurse -Filter RestCore.dll | Set-Content -Value 'damaged'
        Join-Path $copy PiecesOs.psd1
    }

    # Gives an assembly another version ID, as if it came from another build.
    function Set-BuildId([string] $File) {
        $bytes = [IO.File]::ReadAllBytes($File)
        $id = [BitConverter]::ToString([Reflection.Assembly]::Load($bytes).ManifestModule.ModuleVersionId.ToByteArray())
        $index = [BitConverter]::ToString($bytes).IndexOf($id, [StringComparison]::Ordinal) / 3
        $bytes[$index] = $bytes[$index] -bxor 1
        [IO.File]::WriteAllBytes($File, $bytes)
    }

    # Runs a script in a new session of this process. What it writes as an error is thrown.
    function Invoke-InNewSession([string] $Script) {
        $state = [initialsessionstate]::CreateDefault2()
        if (Test-IsWindows) { $state.ExecutionPolicy = 'Bypass' }
        $shell = [powershell]::Create($state)
        try {
            $shell.AddScript("param(`$ModulePath) $Script").AddArgument($ModulePath).Invoke()
            foreach ($problem in $shell.Streams.Error) { throw $problem }
        }
        finally { $shell.Dispose() }
    }
}

Describe 'The module' {
    It 'exports its cmdlets and nothing else' {
        Get-Command -Module PiecesOs | ForEach-Object Name | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        (Get-Module PiecesOs).ExportedAliases.Count | Should -Be 0
        (Get-Module PiecesOs).ExportedFunctions.Count | Should -Be 0
        (Get-Module PiecesOs).ExportedVariables.Count | Should -Be 0
    }

    It 'is what Get-Module and Get-Command show, with its version' {
        Invoke-InNewSession 'Import-Module $ModulePath; Get-Module | ForEach-Object { "$($_.Name) $($_.Version)" }' |
            Where-Object { $_ -notlike 'Microsoft.PowerShell.*' } | Should -Be "PiecesOs $($manifest.ModuleVersion)"
        $command = Get-Command Get-PiecesAsset
        $command.ModuleName, "$($command.Version)", $command.Module.Path | Should -Be 'PiecesOs', $manifest.ModuleVersion, ($ModulePath -replace 'psd1$', 'psm1')
    }

    It 'has a valid manifest, which is plain data' {
        Test-ModuleManifest $ModulePath -WarningVariable warnings | Should -Not -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        $manifest.RootModule | Should -Be 'PiecesOs.psm1'
    }

    It 'lists its commands explicitly, so that autoloading works' {
        $manifest.CmdletsToExport.Count | Should -BeGreaterThan 20
        $manifest.CmdletsToExport | Should -Not -Match '\*'
    }

    It 'ships no engine assembly' {
        Get-ChildItem $moduleFolder -Recurse -Filter System.Management.Automation.dll | Should -BeNullOrEmpty
    }

    It 'reports in one sentence which copy is loaded when another one is imported' {
        # Runs in a separate process, because the engine keeps the path of the copy's format file for the rest of the session.
        $copy = Join-Path $TestDrive PiecesOs
        Copy-Item -Recurse $moduleFolder $copy
        foreach ($build in 'the same', 'another') {
            if ($build -eq 'another') { Set-BuildId (Join-Path $copy PiecesOs.Loader.dll) }
            foreach ($option in '', '-Force') {
                $said = Invoke-PowerShell -Command "Import-Module '$ModulePath'; try { Import-Module '$copy/PiecesOs.psd1' -ErrorAction Stop $option } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }; (Get-Command Test-PiecesOs).Module.ModuleBase"
                $said[0] | Should -BeLike 'AnotherCopyLoaded,*'
                $said[1] | Should -Be "PiecesOs $($manifest.ModuleVersion) from '$moduleFolder' is already loaded in this process, so import the copy in '$copy' in a new process."
                $said[2] | Should -Be $moduleFolder
            }
        }
    }

    It 'reports in one sentence that the engine is older than 7.4' {
        Skip-InWindowsPowerShell 'versions between 5.1 and 7.4'
        $copy = New-DamagedCopy
        $said = Invoke-PowerShell -Command "`$PSVersionTable.PSVersion = [semver] '7.3.12'; try { Import-Module '$copy' -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }; @(Get-Command -Module PiecesOs -ListImported).Count"
        $said[0] | Should -BeLike 'EngineTooOld,*'
        $said[1] | Should -Be 'PiecesOs needs PowerShell 7.4 or later, or Windows PowerShell 5.1, and this is PowerShell 7.3.12.'
        $said[2] | Should -Be 0
    }

    It 'names a damaged file' {
        $copy = New-DamagedCopy
        $said = Invoke-PowerShell -Command "try { Import-Module '$copy' -ErrorAction Stop } catch { `$_.Exception.Message }"
        $said | Should -BeLike "*$(Split-Path $copy)*RestCore.dll*"
    }

    It 'can be imported and removed in a new process without output' {
        $output = Invoke-PowerShell -Command "Import-Module '$ModulePath'; Remove-Module PiecesOs; 'done'" 2>&1
        $output | Should -Be 'done'
    }
}

Describe 'A session' {
    It 'imports the module with -Force, removes it and imports it again' {
        $counts = Invoke-InNewSession '
            Import-Module $ModulePath
            foreach ($time in 1, 2) { Import-Module $ModulePath -Force; (Get-Module PiecesOs).ExportedCmdlets.Count }
            foreach ($time in 1, 2) {
                Remove-Module PiecesOs
                @(Get-Module -All | Where-Object Name -like *PiecesOs*).Count
                Import-Module $ModulePath
                @(Get-Command -Module PiecesOs -ListImported).Count
            }
            PiecesOs\Get-PiecesOsConnection'
        $all = $manifest.CmdletsToExport.Count
        $counts | Should -Be $all, $all, 0, $all, 0, $all
    }

    It 'ends what the module has open when it is removed' {
        $process = Invoke-InNewSession '
            Import-Module $ModulePath
            (Start-PiecesSandbox -PassThru).ProcessId
            Remove-Module PiecesOs'
        Wait-Until { -not (Get-Process -Id $process -ErrorAction Ignore) }
    }

    It 'imports the module in strict mode' {
        Invoke-InNewSession 'Set-StrictMode -Version Latest; Import-Module $ModulePath; (Get-Command Get-PiecesAsset).ModuleName' | Should -Be PiecesOs
    }

    It 'imports a part of it, with a prefix' {
        Invoke-InNewSession 'Import-Module $ModulePath -Cmdlet Get-PiecesAsset -Prefix My; (Get-Command -Module PiecesOs -ListImported).Name' | Should -Be Get-MyPiecesAsset
    }

    It 'uses it with "using module"' {
        $shell = [powershell]::Create()
        try {
            $shell.AddScript("using module '$ModulePath'`n(Get-Command Get-PiecesAsset).ModuleName; [PiecesOs.Client.Asset].Name").Invoke() | Should -Be PiecesOs, Asset
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally { $shell.Dispose() }
    }

    It 'finds it by PSModulePath and imports it with the first cmdlet' {
        $before = $env:PSModulePath
        $env:PSModulePath = (Split-Path $moduleFolder) + [IO.Path]::PathSeparator + $before
        try {
            $found = Invoke-InNewSession '
                (Get-Command *-PiecesOsConnection).ModuleName
                @(Get-Module PiecesOs).Count
                PiecesOs\Get-PiecesOsConnection
                @(Get-Module PiecesOs).Count
                @(Get-Command -Module PiecesOs).Count'
            $found | Should -Be PiecesOs, 0, 1, $manifest.CmdletsToExport.Count
        }
        finally { $env:PSModulePath = $before }
    }

    It 'has it in a module that imports it, and not after that module was removed' {
        Set-Content (Join-Path $TestDrive Outer.psm1) "Import-Module '$ModulePath'; function Get-OuterAnswer { (Get-Command Get-PiecesAsset).ModuleName }"
        Invoke-InNewSession "
            foreach (`$time in 1, 2) {
                Import-Module '$TestDrive/Outer.psm1'
                Get-OuterAnswer
                Remove-Module Outer
                @(Get-Command Get-PiecesAsset -ErrorAction Ignore -ListImported).Count
            }" | Should -Be PiecesOs, 0, PiecesOs, 0
    }

    It 'has its cmdlets in constrained language, and reports in one sentence where an import needs trust' {
        # In a process of its own, because the engine mistrusts data once a session of the process was constrained. A policy
        # of the system, by which the module would be trusted, is only there on Windows.
        $script = Join-Path $TestDrive constrained.ps1
        Set-Content $script {
            param($ModulePath)
            $state = [initialsessionstate]::CreateDefault2()
            $state.ImportPSModule($ModulePath)
            $state.LanguageMode = 'ConstrainedLanguage'
            $imported = [powershell]::Create($state).AddScript('
                "$($ExecutionContext.SessionState.LanguageMode)"
                (Get-Command Get-PiecesAsset).ModuleName
                Get-PiecesOsConnection
                Test-PiecesOs -Connection http://127.0.0.1:9')
            $imported.Invoke()
            $imported.Streams.Error

            $state = [initialsessionstate]::CreateDefault2()
            $state.LanguageMode = 'ConstrainedLanguage'
            $untrusted = [powershell]::Create($state).AddScript('param($ModulePath) Import-Module $ModulePath').AddArgument($ModulePath)
            try { $untrusted.Invoke() } catch { $_.Exception.InnerException.Message }
            foreach ($problem in $untrusted.Streams.Error) { $problem.Exception.Message }
        }
        Invoke-PowerShell -File $script $ModulePath | Should -Be @(
            'ConstrainedLanguage', 'PiecesOs', 'False'
            'PiecesOs cannot be imported in constrained language mode unless the system trusts its files.')
    }
}

Describe 'Its types' {
    BeforeAll {
        $sandbox = Start-PiecesSandbox -Sample 2 -PassThru
        $asset = Get-PiecesAsset | Select-Object -First 1
    }
    AfterAll { Stop-PiecesSandbox }

    It 'are found by name' {
        [PiecesOs.Client.Asset].Assembly.Location | Should -BeLike "$moduleFolder*PiecesOs.Client.dll"
        $asset -is [PiecesOs.Client.Asset] | Should -BeTrue
        'PiecesOs.Client.Asset' -as [type] | Should -Be $asset.GetType()
        $asset -as [PiecesOs.Client.Asset] | Should -Be $asset
        'Running' -as [PiecesOs.Module.SandboxAccount] | Should -BeNullOrEmpty
        'SignedOut' -as [PiecesOs.Module.SandboxAccount] | Should -Be SignedOut
    }

    It 'are those of OutputType and of completion' {
        (Get-Command Get-PiecesAsset).OutputType.Type | Should -Contain ([PiecesOs.Client.Asset])
        $line = 'Get-PiecesAsset | ForEach-Object Langu'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain Language
        $line = 'Start-PiecesSandbox -Account Sig'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be SignedOut
    }

    It 'have their views, and the token stays out of what is serialized' {
        ($asset | Out-String) | Should -Match '(?s)Name +Language +Age.*----'
        [Management.Automation.PSSerializer]::Serialize($sandbox) | Should -Not -Match AdminToken
        $sandbox.AdminToken | Should -Not -BeNullOrEmpty
    }

    It 'are the same in ForEach-Object -Parallel and in thread jobs' {
        Skip-InWindowsPowerShell 'ForEach-Object -Parallel'
        $check = { Import-Module $using:ModulePath; ($using:asset -is [PiecesOs.Client.Asset]) -and (Get-PiecesAsset -Id $using:asset -Connection $using:sandbox) -is [PiecesOs.Client.Asset] }
        1..4 | ForEach-Object -Parallel $check | Should -Be (, $true * 4)
        Start-ThreadJob $check | Receive-Job -Wait -AutoRemoveJob | Should -BeTrue
    }

    It 'come back from a job as copies that cmdlets accept' {
        $copy = Start-Job { Import-Module $using:ModulePath; Get-PiecesAsset -Id $using:asset.Id -Connection $using:sandbox.Uri } | Receive-Job -Wait -AutoRemoveJob
        $copy.PSObject.TypeNames | Should -Contain Deserialized.PiecesOs.Client.Asset
        ($copy | Get-PiecesAsset).Id | Should -Be $asset.Id
    }

    It 'are the same in eight sessions that import the module at once, as the first of their process' {
        $script = Join-Path $TestDrive eight.ps1
        Set-Content $script {
            param($ModulePath)
            $calls = foreach ($number in 1..8) {
                $shell = [powershell]::Create()
                $null = $shell.AddScript('param($ModulePath) Import-Module $ModulePath; @(Get-Command -Module PiecesOs -ListImported).Count; [PiecesOs.Client.Asset]').AddArgument($ModulePath)
                @{ Shell = $shell; Call = $shell.BeginInvoke() }
            }
            $results = foreach ($call in $calls) {
                $count, $type = $call.Shell.EndInvoke($call.Call)
                $call.Shell.Streams.Error
                $count
                $type.AssemblyQualifiedName
                [Runtime.CompilerServices.RuntimeHelpers]::GetHashCode($type.PSObject.BaseObject)
            }
            $results | Sort-Object -Unique
        }
        $said = Invoke-PowerShell -File $script $ModulePath
        $said.Count | Should -Be 3 -Because "$said"
        $said | Should -Contain $manifest.CmdletsToExport.Count
    }
}
