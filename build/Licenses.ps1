# The libraries that ship, and their licenses. build.ps1 dot-sources this file.

# The assemblies and native libraries in the module, each with its package, the license expression or file of that, the size class,
# and the folder of the package. The compiled copies of assemblies are not listed again.
function Get-ShippedLibrary {
    $packages = @{}
    foreach ($project in $shipped.Project | Select-Object -Unique) {
        $assets = Get-Content (Join-Path $root "$(Split-Path $project)/obj/project.assets.json") -Raw | ConvertFrom-Json
        foreach ($target in $assets.targets.PSObject.Properties.Value) {
            foreach ($package in $target.PSObject.Properties) {
                foreach ($files in $package.Value.runtime, $package.Value.runtimeTargets -ne $null) {
                    foreach ($file in $files.PSObject.Properties.Name) { $packages[[IO.Path]::GetFileName($file)] = @{ Name = $package.Name; Assets = $assets } }
                }
            }
        }
    }

    foreach ($file in Get-ChildItem $stageFolder -Recurse -File | Where-Object { $_.Extension -in '.dll', '.so', '.dylib' -and $_.Directory.Name -notin $compiledPlatforms }) {
        $package = $packages[$file.Name]
        $isOwn = $file.Name -in 'PiecesOs.dll', 'PiecesOs.Loader.dll', 'PiecesOs.Client.dll', 'PiecesOs.Server.dll', 'CloudflareSharing.Client.dll', 'RestCore.dll'
        if (-not $package -and -not $isOwn) { throw "$($file.FullName) would ship, but it is from no package." }
        $folder = if (-not $isOwn) { Get-PackageFolder $package.Assets $package.Name }
        [pscustomobject] @{
            Path    = $file.FullName.Substring($stageFolder.Length + 1).Replace('\', '/')
            Package = if ($isOwn) { 'PiecesOs' } else { $package.Name.Replace('/', ' ') }
            License = if ($isOwn) { 'MIT' } else { ([xml] (Get-Content "$folder/*.nuspec" -Raw)).package.metadata.license.InnerText }
            Size    = switch ($file.Length) { { $_ -lt 50KB } { 'under 50 KB'; break } { $_ -lt 500KB } { 'under 500 KB'; break } { $_ -lt 2MB } { 'under 2 MB'; break } default { '2 MB or more' } }
            Folder  = $folder
        }
    }
}

# The folder of a package in the cache of NuGet.
function Get-PackageFolder($Assets, [string] $Name) {
    foreach ($cache in $Assets.packageFolders.PSObject.Properties.Name) {
        $folder = Join-Path $cache $Assets.libraries.$Name.path
        if (Test-Path $folder) { return $folder }
    }
}

# THIRD-PARTY-NOTICES.txt has the licenses of the libraries. Those of .NET contain code of others, whose notices are in the packages.
function Copy-Notices {
    Copy-To $stageFolder (Join-Path $root THIRD-PARTY-NOTICES.txt)
    $library = Get-ShippedLibrary | Where-Object Path -EQ net472/System.Text.Json.dll
    Copy-Item (Join-Path $library.Folder THIRD-PARTY-NOTICES.TXT) (Join-Path $stageFolder THIRD-PARTY-NOTICES-DOTNET.txt)
}
