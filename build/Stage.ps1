# Builds what ships and copies it to out/PiecesOs. build.ps1 dot-sources this file.

$shipped = @(
    @{ Project = 'src/PiecesOs.Module/PiecesOs.Module.csproj'; Framework = 'net8.0'; Folder = 'net8.0' }
    @{ Project = 'src/PiecesOs.Module/PiecesOs.Module.csproj'; Framework = 'net472'; Folder = 'net472' }
    @{ Project = 'src/PiecesOs.Sandbox/PiecesOs.Sandbox.csproj'; Framework = 'net8.0'; Folder = 'sandbox' }
)

# Writes the cmdlet help. It does not ship.
$helpBuilder = Join-Path $root 'build/Help/HelpBuilder.csproj'

# The native SQLite library comes for some thirty platforms. These are the ones people run PowerShell on.
$nativePlatforms = 'win-x64', 'win-arm64', 'linux-x64', 'linux-arm64', 'linux-musl-x64', 'osx-x64', 'osx-arm64'

$publishFolder = Join-Path $root 'out/publish'
$stageFolder = Join-Path $root 'out/PiecesOs'
$packageFolder = Join-Path $root 'out/package'

# The module is built once in a run of build.ps1, however many of its tasks need it.
$script:isStaged = $false

# Leaves the module in out/PiecesOs. -NoRestore: Invoke-ShippedRestore has run.
function Invoke-Stage([switch] $NoRestore) {
    if ($isStaged) { return }
    Assert-ModuleVersion
    if (-not $NoRestore) { Invoke-ShippedRestore }
    Publish-Shipped
    Copy-Shipped
    Write-Help
    $script:isStaged = $true
    Write-Host "PiecesOs $(Get-Version) is ready in $stageFolder"
}

function Get-Version {
    ([xml] (Get-Content (Join-Path $root Directory.Build.props) -Raw)).SelectSingleNode('//VersionPrefix').InnerText
}

function Assert-ModuleVersion {
    $version = Get-Version
    $line = "(?m)^\s*ModuleVersion\s*=\s*'$([regex]::Escape($version))'\s*$"
    if ((Get-Content (Join-Path $root PiecesOs.psd1) -Raw) -notmatch $line) {
        throw "ModuleVersion in PiecesOs.psd1 is not $version, the VersionPrefix in Directory.Build.props. Change both together."
    }
}

function Invoke-ShippedRestore {
    foreach ($project in $shipped.Project | Select-Object -Unique) { Invoke-DotNet restore (Join-Path $root $project) }
    Invoke-DotNet restore $helpBuilder
}

# Publishes into an empty folder instead of copying from bin/: files of earlier builds stay behind.
function Publish-Shipped {
    $options = @('-c', $Configuration, '--no-restore') + $msbuildOptions
    Remove-Folder $publishFolder
    foreach ($part in $shipped) {
        Invoke-DotNet publish (Join-Path $root $part.Project) -f $part.Framework -o (Join-Path $publishFolder $part.Folder) @options
    }
}

function Copy-Shipped {
    $engine = Get-ChildItem $publishFolder -Recurse -Filter System.Management.Automation.dll
    if ($engine) { throw "PowerShell's own assembly would ship, and the module would bind to it: $($engine.FullName -join ', ')" }

    try { Remove-Folder $stageFolder } catch {
        throw "$stageFolder is in use. Close the PowerShell sessions and sandboxes that run from it. ($_)"
    }

    $module = 'PiecesOs.psd1', 'PiecesOs.psm1', 'LICENSE', 'src/PiecesOs.Module/*.ps1xml' | ForEach-Object { Join-Path $root $_ }
    Copy-To $stageFolder $module
    Copy-To $stageFolder (Join-Path $root en-US)
    foreach ($folder in 'net8.0', 'net472') {
        Copy-To (Join-Path $stageFolder $folder) (Join-Path $publishFolder "$folder/*.dll")
    }

    $sandbox = Join-Path $stageFolder sandbox
    foreach ($name in '*.dll', '*.deps.json', '*.runtimeconfig.json') {
        Copy-To $sandbox (Join-Path $publishFolder "sandbox/$name")
    }
    foreach ($platform in $nativePlatforms) {
        Copy-To (Join-Path $sandbox runtimes) (Join-Path $publishFolder "sandbox/runtimes/$platform")
    }
}

# Makes the cmdlet help of docs/cmdlets. The file is named after the assembly that has the cmdlets, as Get-Help expects.
function Write-Help {
    $folder = Join-Path $publishFolder help
    Invoke-DotNet build $helpBuilder -c $Configuration --no-restore -o $folder @msbuildOptions
    Invoke-DotNet exec (Join-Path $folder HelpBuilder.dll) (Join-Path $root docs/cmdlets) (Join-Path $stageFolder 'en-US/PiecesOs.dll-Help.xml')
}

# out/package/PiecesOs is for Publish-PSResource. The zip file unpacks into any folder of PSModulePath.
function Invoke-Package {
    Invoke-Stage
    Remove-Folder $packageFolder
    Copy-To $packageFolder $stageFolder
    Copy-To (Join-Path $packageFolder PiecesOs) (Join-Path $root README.md), (Join-Path $root CHANGELOG.md)
    $zip = Join-Path $root "out/PiecesOs.$(Get-Version).zip"
    New-ZipFile $zip $packageFolder
    Write-Host "The package is $zip"
}

# The same files give the same bytes: entries are sorted by name and have one date. Compress-Archive does neither.
function New-ZipFile([string] $Path, [string] $Folder) {
    Add-Type -AssemblyName System.IO.Compression
    $names = [string[]] @(Get-ChildItem $Folder -Recurse -File -Force | ForEach-Object { $_.FullName.Substring($Folder.Length + 1).Replace('\', '/') })
    [Array]::Sort($names, [StringComparer]::Ordinal)
    $zip = New-Object IO.Compression.ZipArchive ([IO.File]::Create($Path)), ([IO.Compression.ZipArchiveMode]::Create)
    try {
        foreach ($name in $names) {
            $entry = $zip.CreateEntry($name, [IO.Compression.CompressionLevel]::Optimal)
            $entry.LastWriteTime = New-Object DateTimeOffset 1980, 1, 1, 0, 0, 0, ([TimeSpan]::Zero)
            $content = [IO.File]::ReadAllBytes((Join-Path $Folder $name))
            $target = $entry.Open()
            try { $target.Write($content, 0, $content.Length) } finally { $target.Dispose() }
        }
    } finally {
        $zip.Dispose()
    }
}

function Invoke-Clean {
    foreach ($project in Get-ChildItem (Join-Path $root '*/*/*.csproj')) {
        foreach ($name in 'bin', 'obj') { Remove-Folder (Join-Path $project.DirectoryName $name) }
    }
    Remove-Folder (Join-Path $root benchmarks/node/node_modules)
    Remove-Folder (Join-Path $root out)
    $script:isStaged = $false
}

# Copies files and folders, named by paths with wildcards, into a folder. A path that matches nothing is an error.
function Copy-To([string] $Folder, [string[]] $Path) {
    $null = New-Item $Folder -ItemType Directory -Force
    foreach ($item in $Path) {
        if (-not (Test-Path $item)) { throw "There is nothing to copy at $item." }
        Copy-Item $item $Folder -Recurse
    }
}

function Remove-Folder([string] $Path) {
    if (Test-Path -LiteralPath $Path) { Remove-Item -LiteralPath $Path -Recurse -Force }
}
