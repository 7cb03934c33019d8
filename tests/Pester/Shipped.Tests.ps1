# The package for the PowerShell Gallery and the zip file, with the commands of README, in new sessions of a user with an empty profile.
# PSResourceGet is never imported here, because it remembers the profile of the time when it was.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    foreach ($name in 'ReadyToRun', 'Stage', 'Licenses', 'Package') { . (Join-Path $Root "build/$name.ps1") }
    $manifest = Import-PowerShellDataFile $ModulePath
    $readme = [IO.File]::ReadAllText((Join-Path $Root README.md))
    $fromGallery, $fromFolder, $fromZip, $save = [regex]::Matches(($readme -split '(?m)^## ' -match '^Install\n'), '(?ms)^```powershell\n(.*?)\n```$') | ForEach-Object { $_.Groups[1].Value }

    $folder = Join-Path $TestDrive work
    $packages = New-Item (Join-Path $folder out/package) -ItemType Directory
    $saved = Join-Path $folder "modules/PiecesOs/$($manifest.ModuleVersion)"
    $userFolder = New-Item (Join-Path $TestDrive home) -ItemType Directory
    $before = $env:HOME, $env:XDG_DATA_HOME, $env:XDG_CACHE_HOME, $env:PSModulePath
    $env:HOME, $env:XDG_DATA_HOME, $env:XDG_CACHE_HOME = "$userFolder", $null, $null

    # Packages are faster without what other platforms need. The older version needs no server.
    $half = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
    $platform = if (Test-IsWindows) { 'win-*' } elseif ($IsMacOS) { 'osx-*' } else { 'linux-*' }
    $older = New-Item (Join-Path $TestDrive older/PiecesOs) -ItemType Directory
    Get-ChildItem $stageFolder -File | Copy-Item -Destination $older
    Copy-Item (Join-Path $stageFolder $half) $older -Recurse
    $newer = Join-Path (New-Item (Join-Path $TestDrive newer) -ItemType Directory) PiecesOs
    Copy-Item $older $newer -Recurse
    Copy-Item (Join-Path $stageFolder en-US), (Join-Path $stageFolder server) $newer -Recurse
    Get-ChildItem (Join-Path $newer server/runtimes) | Where-Object Name -NotLike $platform | Remove-Item -Recurse
    [IO.File]::WriteAllText("$older/PiecesOs.psd1", ([IO.File]::ReadAllText("$older/PiecesOs.psd1") -replace "(?m)^(\s*ModuleVersion\s*=).*", "`$1 '0.0.9'"))

    # Runs a script in a new PowerShell with its own PSModulePath, and returns its output. -Run starts it in another way.
    function Invoke-Session([string] $Script, [scriptblock] $Run = { Invoke-PowerShell @args }) {
        $file = Join-Path $folder "$([guid]::NewGuid()).ps1"
        Set-Content $file ('$ErrorActionPreference = "Stop"', '$ProgressPreference = "SilentlyContinue"', $Script)
        $path, $env:PSModulePath = $env:PSModulePath, $null
        Push-Location $folder
        try { $output = @(& $Run -ExecutionPolicy Bypass -File $file 2>&1) } finally {
            Pop-Location
            $env:PSModulePath = $path
        }
        $LASTEXITCODE | Should -Be 0 -Because ($output | Out-String)
        "$($output | Where-Object { $_ -is [Management.Automation.ErrorRecord] })" | Should -BeNullOrEmpty
        $output
    }

    # Finds the module as a session would with this PSModulePath.
    function Find-Copy([string] $Folder) {
        $path, $env:PSModulePath = $env:PSModulePath, $Folder
        try { Get-Module PiecesOs -ListAvailable } finally { $env:PSModulePath = $path }
    }

    function Get-RelativePath([string] $Folder) { Get-ChildItem $Folder -Recurse -File | ForEach-Object { $_.FullName.Substring($Folder.Length + 1) } | Sort-Object }
}

AfterAll { $env:HOME, $env:XDG_DATA_HOME, $env:XDG_CACHE_HOME, $env:PSModulePath = $before }

Describe 'The package' {
    BeforeAll {
        $skipped = if (-not (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable | Where-Object Version -GE 1.1)) { 'this PowerShell has no Compress-PSResource' }
        elseif ((Test-IsWindows) -and -not $env:CI) { 'Windows has one profile for each user, and this would change it' }
        if ($skipped) { return }

        # Imports the installed version and, while it is loaded, updates it in another session that uses the new one.
        function Get-UpdateScript([string] $Update) {
            $other = Join-Path $folder "$([guid]::NewGuid()).ps1"
            Set-Content $other @"
                `$ErrorActionPreference = 'Stop'
                `$ProgressPreference = 'SilentlyContinue'
                $Update
                Import-Module PiecesOs
                "`$((Get-Module PiecesOs).Version)"
                `$sandbox = Start-PiecesSandbox -PassThru
                `$share = New-PiecesAsset 'saved by the package' -Connection `$sandbox | New-PiecesLink -Connection `$sandbox
                (Invoke-WebRequest `$share.Link -SkipHttpErrorCheck).StatusCode
                `$share | Revoke-PiecesLink -Connection `$sandbox -Confirm:`$false
                (Invoke-WebRequest `$share.Link -SkipHttpErrorCheck).StatusCode
                Stop-PiecesSandbox
"@
            @"
                Import-Module PiecesOs
                "`$((Get-Module PiecesOs).Version)"
                . '$Root/build/PowerShellCommand.ps1'
                `$other = Get-PowerShellCommand
                `$arguments = `$other.Arguments
                & `$other.Program @arguments -ExecutionPolicy Bypass -File '$other'
                Test-PiecesOs -Connection http://127.0.0.1:9
                "`$((Get-Module PiecesOs).Version)"
"@
        }

        $listed, $whileInUse = Invoke-Session @"
            `$root = '$Root'
            . '$Root/build/Stage.ps1'
            . '$Root/build/Package.ps1'
            New-GalleryPackage '$older' out/package
            New-GalleryPackage '$newer' next
            Test-Path ~/.local/share/PSResourceGet
            $fromFolder
            $(Get-UpdateScript @"
                Publish-PSResource -NupkgPath (Get-Item next/*.nupkg).FullName -Repository PiecesOs
                Find-PSResource PiecesOs -Repository PiecesOs -Prerelease | ConvertTo-Json | Set-Content found.json
                Update-PSResource PiecesOs -Prerelease
                $save
"@)
            try { Import-Module PiecesOs -MinimumVersion $($manifest.ModuleVersion) } catch { `$_.FullyQualifiedErrorId }
"@
    }

    BeforeEach { if ($skipped) { Set-ItResult -Skipped -Because $skipped } }

    It 'is written without a list of repositories in the profile of the user' { $listed | Should -Be False }

    It 'is installed from a folder, and updated and used by another session while the older version is loaded' {
        $whileInUse | Should -Be '0.0.9', $manifest.ModuleVersion, 200, 410, 'False', '0.0.9', 'AnotherCopyLoaded,Microsoft.PowerShell.Commands.ImportModuleCommand'
    }

    It 'has what the Gallery shows' {
        $found = Get-Content (Join-Path $folder found.json) -Raw | ConvertFrom-Json
        $data = $manifest.PrivateData.PSData
        "$($found.AdditionalMetadata.NormalizedVersion)" | Should -Be "$($manifest.ModuleVersion)-$($data.Prerelease)"
        foreach ($tag in $data.Tags) { $found.Tags | Should -Contain $tag }
        foreach ($property in 'Description', 'Author', 'CompanyName', 'Copyright') { $found.$property | Should -Be $manifest.$property }
        foreach ($property in 'ProjectUri', 'LicenseUri', 'IconUri', 'ReleaseNotes') { "$($found.$property)".TrimEnd('/') | Should -Be $data.$property }
    }

    It 'is saved to a folder of PSModulePath, with every file' {
        (Find-Copy (Join-Path $folder modules)).ModuleBase | Should -Be $saved
        Get-RelativePath $saved | Where-Object { $_ -ne 'PiecesOs.nuspec' } | Should -Be (Get-RelativePath $newer)
    }

    It 'is removed in all versions' {
        Invoke-Session '
            @(Get-Module PiecesOs -ListAvailable).Count
            Uninstall-PSResource PiecesOs -Version *
            @(Get-Module PiecesOs -ListAvailable).Count' | Should -Be 2, 0
    }

    It 'is installed, updated while it is loaded, used and removed for all users' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'it would change the computer: only Linux can replace a folder for one process' }
        $replace = 'mount -t tmpfs none /usr/local/share && exec "$@"'
        unshare --map-root-user --mount sh -c $replace sh true 2>$null
        if ($LASTEXITCODE -ne 0) { Set-ItResult -Skipped -Because 'it would change the computer: this system does not let a process replace a folder for itself' }

        $output = Invoke-Session -Run {
            $arguments = $PowerShell.Arguments
            unshare --map-root-user --mount sh -c $replace sh $PowerShell.Program @arguments @args
        } -Script @"
            Install-PSResource PiecesOs -Repository PiecesOs -Version 0.0.9-$($manifest.PrivateData.PSData.Prerelease) -Scope AllUsers
            $(Get-UpdateScript 'Update-PSResource PiecesOs -Prerelease -Scope AllUsers')
            (Get-Module PiecesOs -ListAvailable).ModuleBase
            Uninstall-PSResource PiecesOs -Version * -Scope AllUsers
            @(Get-Module PiecesOs -ListAvailable).Count
"@
        $shared = '/usr/local/share/powershell/Modules/PiecesOs'
        $output | Should -Be '0.0.9', $manifest.ModuleVersion, 200, 410, 'False', '0.0.9', "$shared/$($manifest.ModuleVersion)", "$shared/0.0.9", 0
        $shared | Should -Not -Exist
    }

    It 'will be installed from the Gallery by name' { $fromGallery | Should -Be 'Install-PSResource PiecesOs -Prerelease' }
}

Describe 'The zip file' {
    It 'is extracted into a folder of PSModulePath, with every file' {
        New-ZipFile (Join-Path $packages "PiecesOs.$(Get-Version).zip") $older
        $extracted = Join-Path $folder extracted
        $env:PSModulePath = $extracted + [IO.Path]::PathSeparator + $env:PSModulePath
        Push-Location $folder
        try { . ([scriptblock]::Create($fromZip)) } finally { Pop-Location }
        (Find-Copy $extracted).ModuleBase | Should -Be (Join-Path $extracted PiecesOs)
        Get-RelativePath $extracted/PiecesOs | Should -Be (Get-RelativePath $older)
    }
}

Describe 'The manifest' {
    It 'has links to files of the repository' {
        $data = $manifest.PrivateData.PSData
        foreach ($link in $data.LicenseUri, $data.IconUri, $data.ReleaseNotes) {
            $link | Should -Match "^$([regex]::Escape($data.ProjectUri))/(blob|raw)/main/(.+)$"
            Join-Path $Root ($link -replace '^.+?/main/') | Should -Exist
        }
    }

    It 'has the version of the assemblies, or the build stops' {
        $copy = New-Item (Join-Path $TestDrive root) -ItemType Directory
        Copy-Item (Join-Path $Root Directory.Build.props), $ModulePath $copy
        $root = $copy
        { Assert-ModuleVersion } | Should -Not -Throw
        (Get-Content (Join-Path $root PiecesOs.psd1) -Raw).Replace("'preview1'", "'preview2'") | Set-Content (Join-Path $root PiecesOs.psd1)
        { Assert-ModuleVersion } | Should -Throw '*preview2, but in Directory.Build.props*preview1.*'
    }
}

Describe 'THIRD-PARTY-NOTICES.txt' {
    BeforeAll {
        $notices = [IO.File]::ReadAllText((Join-Path $stageFolder THIRD-PARTY-NOTICES.txt))
        $libraries = Get-ShippedLibrary
    }

    It 'lists the libraries that ship' {
        $expected = $libraries | ForEach-Object { '{0,-54} {1,-44} {2,-12} {3}' -f $_.Path, $_.Package, $_.License, $_.Size }
        $listed = ($notices -split '\n') -match '^\S+\.(dll|so|dylib) '
        $listed | Sort-Object | Should -Be ($expected | Sort-Object) -Because "the list must be:`n$($expected -join "`n")`n"
    }

    It 'has the copyright and license of each' {
        foreach ($name in $libraries.Package -ne 'PiecesOs' -replace ' \S+$' | Select-Object -Unique) {
            $notices | Should -Match "(?m)^(\S.*, )?$([regex]::Escape($name))(,|$)"
        }
        Join-Path $stageFolder THIRD-PARTY-NOTICES-DOTNET.txt | Should -FileContentMatch 'License notice'
    }
}
