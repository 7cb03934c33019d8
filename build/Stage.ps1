# Builds the files that ship and copies them to out/PiecesOs. build.ps1 dot-sources this file.

$shipped = @(
    @{ Project = 'src/PiecesOs.Module/PiecesOs.Module.csproj'; Framework = 'net8.0'; Folder = 'net8.0' }
    @{ Project = 'src/PiecesOs.Module/PiecesOs.Module.csproj'; Framework = 'net472'; Folder = 'net472' }
    @{ Project = 'src/PiecesOs.Loader/PiecesOs.Loader.csproj'; Framework = 'netstandard2.0'; Folder = 'loader' }
    @{ Project = 'src/PiecesOs.Server/PiecesOs.Server.csproj'; Framework = 'net8.0'; Folder = 'server' }
)

# Generates the cmdlet help. It does not ship.
$helpBuilder = Join-Path $root 'build/Help/HelpBuilder.csproj'

# The native SQLite library supports about thirty platforms. These are the ones on which people run PowerShell.
$nativePlatforms = 'win-x64', 'win-arm64', 'linux-x64', 'linux-arm64', 'linux-musl-x64', 'osx-x64', 'osx-arm64'

$publishFolder = Join-Path $root 'out/publish'
$stageFolder = Join-Path $root 'out/PiecesOs'

# A run of build.ps1 builds the module once, even if several tasks need it.
$script:isStaged = $false

# Builds the module into out/PiecesOs, compiled for this platform. Use -NoRestore if Invoke-ShippedRestore has already run.
function Invoke-Stage([switch] $NoRestore) {
    if ($isStaged) { return }
    Assert-ModuleVersion
    if (-not $NoRestore) { Invoke-ShippedRestore }
    Publish-Shipped
    Copy-Shipped
    $compilation = $compiledPlatforms | Where-Object { $_ -eq (Get-Platform) } | ForEach-Object { Start-ModuleCompilation $_ }
    Write-Help
    Wait-ModuleCompilation $compilation
    $script:isStaged = $true
    Write-Host "PiecesOs $(Get-Version) is ready in $stageFolder"
}

# Does without a build.
function Use-StagedModule {
    if (-not (Test-Path (Join-Path $stageFolder PiecesOs.psd1))) { throw "-NoBuild requires a module in $stageFolder." }
    $script:isStaged = $true
}

# The version with its suffix, such as 0.1.0-preview1.
function Get-Version {
    $properties = [xml] (Get-Content (Join-Path $root Directory.Build.props) -Raw)
    @('VersionPrefix', 'VersionSuffix' | ForEach-Object { $properties.SelectSingleNode("//$_").InnerText }) -ne $null -join '-'
}

function Assert-ModuleVersion {
    $manifest = Import-PowerShellDataFile (Join-Path $root PiecesOs.psd1)
    $version = @($manifest.ModuleVersion, $manifest.PrivateData.PSData.Prerelease) -ne $null -join '-'
    if ($version -ne (Get-Version)) {
        throw "The version in PiecesOs.psd1 (ModuleVersion and Prerelease) is $version, but in Directory.Build.props (VersionPrefix and VersionSuffix) it is $(Get-Version). Change both together."
    }
}

function Invoke-ShippedRestore {
    foreach ($project in $shipped.Project | Select-Object -Unique) { Invoke-DotNet restore (Join-Path $root $project) }
    Invoke-DotNet restore $helpBuilder
}

# Publishes to an empty folder instead of copying from bin/, because bin/ keeps files of earlier builds.
function Publish-Shipped {
    $options = @('-c', $Configuration, '--no-restore') + $msbuildOptions
    Remove-Folder $publishFolder
    foreach ($part in $shipped) {
        Invoke-DotNet publish (Join-Path $root $part.Project) -f $part.Framework -o (Join-Path $publishFolder $part.Folder) @options
    }
}

function Copy-Shipped {
    $engine = Get-ChildItem $publishFolder -Recurse -Filter System.Management.Automation.dll
    if ($engine) { throw "The assembly of PowerShell itself would ship, and the module would bind to it: $($engine.FullName -join ', ')" }

    try { Remove-Folder $stageFolder } catch {
        throw "$stageFolder is in use. Close the PowerShell sessions and sandboxes that run from it. ($_)"
    }

    $module = 'PiecesOs.psd1', 'PiecesOs.psm1', 'README.md', 'CHANGELOG.md', 'LICENSE', 'src/PiecesOs.Module/ImportError.ps1', 'src/PiecesOs.Module/*.ps1xml' | ForEach-Object { Join-Path $root $_ }
    Copy-To $stageFolder $module
    Copy-To $stageFolder (Join-Path $root en-US), (Join-Path $publishFolder loader/PiecesOs.Loader.dll)
    foreach ($folder in 'net8.0', 'net472') {
        Copy-To (Join-Path $stageFolder $folder) (Join-Path $publishFolder "$folder/*.dll")
    }

    $server = Join-Path $stageFolder server
    foreach ($name in '*.dll', '*.deps.json', '*.runtimeconfig.json') {
        Copy-To $server (Join-Path $publishFolder "server/$name")
    }
    foreach ($platform in $nativePlatforms) {
        Copy-To (Join-Path $server runtimes) (Join-Path $publishFolder "server/runtimes/$platform")
    }
    Copy-Notices
}

# Makes the cmdlet help of docs/cmdlets. The file is named after the assembly that has the cmdlets, as Get-Help expects.
function Write-Help {
    $folder = Join-Path $publishFolder help
    Invoke-DotNet build $helpBuilder -c $Configuration --no-restore -o $folder @msbuildOptions
    Invoke-DotNet exec (Join-Path $folder HelpBuilder.dll) (Join-Path $root docs/cmdlets) (Get-ProjectUri) (Join-Path $stageFolder 'en-US/PiecesOs.dll-Help.xml')
}

# The address of the repository.
function Get-ProjectUri { (Import-PowerShellDataFile (Join-Path $root PiecesOs.psd1)).PrivateData.PSData.ProjectUri }

function Invoke-Clean {
    foreach ($project in Get-ChildItem (Join-Path $root '*/*/*.csproj')) {
        foreach ($name in 'bin', 'obj') { Remove-Folder (Join-Path $project.DirectoryName $name) }
    }
    Remove-Folder (Join-Path $root benchmarks/node/node_modules)
    Remove-Folder (Join-Path $root out)
    $script:isStaged = $false
}

# Copies files and folders to a folder. Paths can have wildcards. A path that matches nothing is an error.
function Copy-To([string] $Folder, [string[]] $Path) {
    $null = New-Item $Folder -ItemType Directory -Force
    foreach ($item in $Path) {
        if (-not (Test-Path $item)) { throw "Nothing to copy at $item." }
        Copy-Item $item $Folder -Recurse
    }
}

function Remove-Folder([string] $Path) {
    if (Test-Path -LiteralPath $Path) { Remove-Item -LiteralPath $Path -Recurse -Force }
}
