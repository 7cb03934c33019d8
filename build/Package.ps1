# Packages the staged module. build.ps1 dot-sources this file.

$packageFolder = Join-Path $root 'out/package'

# Writes the package for the PowerShell Gallery, a zip file that unpacks into any folder of PSModulePath, and the software bill of
# materials.
function Invoke-Package {
    Invoke-Stage
    Complete-Compilation
    Remove-Folder $packageFolder
    $name = "PiecesOs.$(Get-Version)"
    New-GalleryPackage $stageFolder $packageFolder
    New-ZipFile (Join-Path $packageFolder "$name.zip") $stageFolder
    Write-BillOfMaterials (Join-Path $packageFolder "$name.cdx.json")
    Write-Host "The packages are in $packageFolder"
    if (([uri] (Get-ProjectUri)).Host -like '*.example') {
        Write-Warning 'ProjectUri in PiecesOs.psd1 is a placeholder. Set it to the address of the repository before you publish.'
    }
}

# Compiles the module for the platforms for which it is not compiled yet.
function Complete-Compilation {
    foreach ($platform in $compiledPlatforms | Where-Object { -not (Test-Path (Join-Path $stageFolder "net8.0/$_/PiecesOs.dll")) }) {
        Wait-ModuleCompilation (Start-ModuleCompilation $platform)
    }
}

function New-GalleryPackage([string] $Module, [string] $Folder) {
    if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
        throw "Package requires Compress-PSResource of PSResourceGet 1.1.0 or later, which this PowerShell $($PSVersionTable.PSVersion) lacks. Use ./build.sh package, or PowerShell 7.5 or later."
    }

    # PSResourceGet creates a list of repositories in the profile of the user, which a build must not change.
    $list = Join-Path ([Environment]::GetFolderPath('LocalApplicationData', 'DoNotVerify')) PSResourceGet
    $isListed = Test-Path $list
    $null = New-Item $Folder -ItemType Directory -Force
    try { Compress-PSResource -Path $Module -DestinationPath $Folder } finally {
        if (-not $isListed) { Remove-Folder $list }
    }
}

# The zip file is deterministic: entries are sorted by name and have a fixed date. Compress-Archive does neither.
function New-ZipFile([string] $Path, [string] $Module) {
    Add-Type -AssemblyName System.IO.Compression
    $folder = Split-Path $Module
    $names = [string[]] @(Get-ChildItem $Module -Recurse -File -Force | ForEach-Object { $_.FullName.Substring($folder.Length + 1).Replace('\', '/') })
    [Array]::Sort($names, [StringComparer]::Ordinal)
    $zip = New-Object IO.Compression.ZipArchive ([IO.File]::Create($Path)), ([IO.Compression.ZipArchiveMode]::Create)
    try {
        foreach ($name in $names) {
            $entry = $zip.CreateEntry($name, [IO.Compression.CompressionLevel]::Optimal)
            $entry.LastWriteTime = New-Object DateTimeOffset 1980, 1, 1, 0, 0, 0, ([TimeSpan]::Zero)
            $content = [IO.File]::ReadAllBytes((Join-Path $folder $name))
            $target = $entry.Open()
            try { $target.Write($content, 0, $content.Length) } finally { $target.Dispose() }
        }
    } finally {
        $zip.Dispose()
    }
}

# The dependencies of the module in CycloneDX format. Those that are only for the compiler, or that .NET Framework contains, do not ship.
function Write-BillOfMaterials([string] $Path) {
    $absent = 'Microsoft.NETFramework.ReferenceAssemblies,PowerShellStandard.Library,System.Net.Http,System.ValueTuple'
    $options = @(
        '--output', (Split-Path $Path), '--filename', (Split-Path $Path -Leaf), '--output-format', 'Json', '--exclude-filter', $absent
        '--set-name', 'PiecesOs', '--set-version', (Get-Version), '--set-type', 'Library', '--disable-package-restore', '--no-serial-number'
    )
    $log = dotnet tool exec CycloneDX@6.3.1 --yes '--' (Join-Path $root build/Shipped.slnf) @options
    if ($LASTEXITCODE -ne 0) { throw "The software bill of materials cannot be written:`n$($log -join "`n")" }

    $listed = (Get-Content $Path -Raw | ConvertFrom-Json).components | ForEach-Object { "$($_.name) $($_.version)" }
    $missing = Get-ShippedLibrary | Where-Object Package -NotIn (@('PiecesOs') + $listed) | ForEach-Object Package | Select-Object -Unique
    if ($missing) { throw "The software bill of materials lacks packages that ship: $($missing -join ', ')." }
}
