# The package for the PowerShell Gallery and the zip file, with the commands of README, in new sessions of a user with an empty profile.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    foreach ($name in 'Stage', 'Licenses', 'Package') { . (Join-Path $Root "build/$name.ps1") }
    $manifest = Import-PowerShellDataFile $ModulePath
    $readme = [IO.File]::ReadAllText((Join-Path $Root README.md))
    $fromGallery, $fromFolder, $fromZip, $save = [regex]::Matches(($readme -split '(?m)^## ' -match '^Install\n'), '(?ms)^```powershell\n(.*?)\n```$') | ForEach-Object { $_.Groups[1].Value }

    $folder = Join-Path $TestDrive work
    $packages = New-Item (Join-Path $folder out/package) -ItemType Directory
    $userFolder = New-Item (Join-Path $TestDrive home) -ItemType Directory
    $before = $env:HOME, $env:XDG_DATA_HOME, $env:XDG_CACHE_HOME, $env:PSModulePath
    $env:HOME, $env:XDG_DATA_HOME, $env:XDG_CACHE_HOME, $env:PSModulePath = "$userFolder", $null, $null, $null

    # Packages are faster without what other platforms need. The older version needs no server.
    $half = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
    $platform = if (Test-IsWindows) { 'win-*' } elseif ($IsMacOS) { 'osx-*' } else { 'linux-*' }
    $older = New-Item (Join-Path $TestDrive older/PiecesOs) -ItemType Directory
    Get-ChildItem $stageFolder -File | Copy-Item -Destination $older
    Copy-Item (Join-Path $stageFolder $half) $older -Recurse
    $newer = Join-Path (New-Item (Join-Path $TestDrive newer) -ItemType Directory) PiecesOs
    Copy-Item $older $newer -Recurse
    Copy-Item (Join-Path $stageFolder en-US), (Join-Path $stageFolder server) $newer -Recurse
    Remove-Item (Join-Path $newer server/runtimes/*) -Exclude $platform -Recurse
    [IO.File]::WriteAllText("$older/PiecesOs.psd1", ([IO.File]::ReadAllText("$older/PiecesOs.psd1") -replace "(?m)^(\s*ModuleVersion\s*=).*", "`$1 '0.0.9'"))

    $canPackage = [bool] (Get-Command Compress-PSResource -ErrorAction Ignore)
    if ($canPackage) {
        New-GalleryPackage $older $packages
        New-GalleryPackage $newer (Join-Path $TestDrive next)
        $isListed = Test-Path (Join-Path $userFolder .local/share/PSResourceGet)
    }

    function Skip-WithoutProfile {
        if (-not $canPackage) { Set-ItResult -Skipped -Because 'this PowerShell has no Compress-PSResource' }
        if ((Test-IsWindows) -and -not $env:CI) { Set-ItResult -Skipped -Because 'Windows has one profile for each user, and this would change it' }
    }

    # Runs a script in a new PowerShell, and returns its output.
    function Invoke-Session([string] $Script) {
        $file = Join-Path $folder "$([guid]::NewGuid()).ps1"
        Set-Content $file ('$ErrorActionPreference = "Stop"', '$ProgressPreference = "SilentlyContinue"', $Script)
        Push-Location $folder
        try { $output = @(Invoke-PowerShell -ExecutionPolicy Bypass -File $file 2>&1) } finally { Pop-Location }
        $LASTEXITCODE | Should -Be 0 -Because ($output | Out-String)
        "$($output | Where-Object { $_ -is [Management.Automation.ErrorRecord] })" | Should -BeNullOrEmpty
        $output
    }

    # Runs commands of README.
    function Invoke-InFolder([string] $Script) {
        Push-Location $folder
        try { . ([scriptblock]::Create($Script)) } finally { Pop-Location }
    }

    # Finds the module as a session would whose PSModulePath is the folder.
    function Get-ModuleIn([string] $Folder) {
        $path = $env:PSModulePath
        $env:PSModulePath = $Folder
        try { Get-Module PiecesOs -ListAvailable } finally { $env:PSModulePath = $path }
    }

    function Get-RelativePath([string] $Folder) { Get-ChildItem $Folder -Recurse -File | ForEach-Object { $_.FullName.Substring($Folder.Length + 1) } | Sort-Object }
}

AfterAll { $env:HOME, $env:XDG_DATA_HOME, $env:XDG_CACHE_HOME, $env:PSModulePath = $before }

Describe 'The package' {
    It 'is written without a list of repositories in the profile of the user' {
        Skip-WithoutProfile
        $isListed | Should -BeFalse
    }

    It 'is installed from a folder, and published, updated and used by another session while it is in use' {
        Skip-WithoutProfile
        $other = Join-Path $folder other.ps1
        Set-Content $other '
            param($Package)
            Publish-PSResource -NupkgPath $Package -Repository PiecesOs
            Update-PSResource PiecesOs -Prerelease
            Import-Module PiecesOs
            "$((Get-Module PiecesOs).Version)"
            $sandbox = Start-PiecesSandbox -PassThru
            $share = New-PiecesAsset "saved by the package" -Connection $sandbox | New-PiecesLink -Connection $sandbox
            (Invoke-WebRequest $share.Link -SkipHttpErrorCheck).StatusCode
            $share | Revoke-PiecesLink -Connection $sandbox -Confirm:$false
            (Invoke-WebRequest $share.Link -SkipHttpErrorCheck).StatusCode
            Stop-PiecesSandbox'
        $said = Invoke-Session "
            $fromFolder
            Import-Module PiecesOs
            `"`$((Get-Module PiecesOs).Version)`"
            . '$(Join-Path $Root build/PowerShellCommand.ps1)'
            `$other = Get-PowerShellCommand
            `$arguments = `$other.Arguments
            & `$other.Program @arguments -ExecutionPolicy Bypass -File '$other' (Get-Item '$TestDrive/next/*.nupkg').FullName
            Test-PiecesOs -Connection http://127.0.0.1:9
            `"`$((Get-Module PiecesOs).Version)`"
            try { Import-Module PiecesOs -MinimumVersion $($manifest.ModuleVersion) } catch { `$_.FullyQualifiedErrorId }
            `$env:PSModulePath"
        $said[0..6] | Should -Be '0.0.9', $manifest.ModuleVersion, 200, 410, 'False', '0.0.9', 'AnotherCopyLoaded,Microsoft.PowerShell.Commands.ImportModuleCommand'
        $env:PSModulePath = $said[7]
        (Get-Module PiecesOs -ListAvailable).Version | Should -Be $manifest.ModuleVersion, '0.0.9'
    }

    It 'has what the Gallery shows' {
        Skip-WithoutProfile
        $found = Find-PSResource PiecesOs -Repository PiecesOs -Prerelease
        $data = $manifest.PrivateData.PSData
        "$($found.Version)-$($found.Prerelease)" | Should -Be "$($manifest.ModuleVersion)-$($data.Prerelease)"
        foreach ($tag in $data.Tags) { $found.Tags | Should -Contain $tag }
        foreach ($property in 'Description', 'Author', 'CompanyName', 'Copyright') { $found.$property | Should -Be $manifest.$property }
        foreach ($property in 'ProjectUri', 'LicenseUri', 'IconUri', 'ReleaseNotes') { "$($found.$property)".TrimEnd('/') | Should -Be $data.$property }
    }

    It 'is removed' {
        Skip-WithoutProfile
        Uninstall-PSResource PiecesOs -Version *
        Get-Module PiecesOs -ListAvailable | Should -BeNullOrEmpty
    }

    # -Scope AllUsers would change the computer. It writes the same files as Save-PSResource, to another folder of PSModulePath.
    It 'is saved to a folder of PSModulePath, with every file' {
        Skip-WithoutProfile
        Invoke-InFolder $save
        $saved = Join-Path $folder "modules/PiecesOs/$($manifest.ModuleVersion)"
        (Get-ModuleIn (Join-Path $folder modules)).ModuleBase | Should -Be $saved
        Get-RelativePath $saved | Where-Object { $_ -ne 'PiecesOs.nuspec' } | Should -Be (Get-RelativePath $newer)
    }

    It 'will be installed from the Gallery by name' { $fromGallery | Should -Be 'Install-PSResource PiecesOs -Prerelease' }
}

Describe 'The zip file' {
    It 'is extracted into a folder of PSModulePath, with every file' {
        New-ZipFile (Join-Path $packages "PiecesOs.$(Get-Version).zip") $newer
        $extracted = Join-Path $folder extracted
        $env:PSModulePath = $extracted
        Invoke-InFolder $fromZip
        (Get-ModuleIn $extracted).ModuleBase | Should -Be (Join-Path $extracted PiecesOs)
        Get-RelativePath $extracted/PiecesOs | Should -Be (Get-RelativePath $newer)
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
        $listed = ($notices -split '\n') -match '^(net|server)\S*/'
        $listed | Sort-Object | Should -Be ($expected | Sort-Object) -Because "the list must be:`n$($expected -join "`n")`n"
    }

    It 'has the copyright and license of each' {
        foreach ($name in $libraries.Package -ne 'PiecesOs' -replace ' \S+$' | Select-Object -Unique) {
            $notices | Should -Match "(?m)^(\S.*, )?$([regex]::Escape($name))(,|$)"
        }
        Join-Path $stageFolder THIRD-PARTY-NOTICES-DOTNET.txt | Should -FileContentMatch 'License notice'
    }
}
