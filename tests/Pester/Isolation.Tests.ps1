# The module beside another one that brings older copies of the same libraries. Each test is a process of its own.

BeforeDiscovery {
    # PowerShell 7 also runs the half of PiecesOs.Loader and the assemblies that are for Windows PowerShell. Refit 16.3.0 is left out
    # there: it has the assembly version that the module asks for, and .NET, unlike .NET Framework, would find it first.
    $isCore = $PSVersionTable.PSEdition -eq 'Core'
    $cases = foreach ($half in @(if ($isCore) { 'net8.0' }) + 'net472') {
        foreach ($older in @('Refit 14.0.1') + @(if (-not $isCore -or $half -eq 'net8.0') { 'Refit 16.3.0' })) {
            foreach ($first in 'the other module', 'PiecesOs') { @{ Half = $half; Older = $older; First = $first } }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    . (Join-Path $Root build/ReadyToRun.ps1)
    $olderFolder = Join-Path $Root out/older
    if (-not (Test-Path $olderFolder)) {
        dotnet msbuild (Join-Path $Root build/Pester/Pester.csproj) -restore -t:CopyOlderAssemblies -v:quiet
        if ($LASTEXITCODE -ne 0) { throw 'The older assemblies cannot be restored from NuGet (see above).' }
    }
    $framework = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }

    # Add-Type of PowerShell 7 gives an assembly a name that is not that of its file.
    function New-Assembly([string] $Folder, [string] $Name, [string] $Code) {
        $file = Join-Path $Folder "$Name.dll"
        if ($PSVersionTable.PSEdition -eq 'Desktop') { Add-Type -OutputAssembly $file -TypeDefinition $Code; return }
        Add-Type -TypeDefinition "public static class LoadsTheCompiler$([guid]::NewGuid().ToString('N')) { }"
        $options = [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new([Microsoft.CodeAnalysis.OutputKind]::DynamicallyLinkedLibrary)
        $tree = [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText($Code)
        $runtime = [Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)
        $compilation = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create($Name, [Microsoft.CodeAnalysis.SyntaxTree[]] $tree, [Microsoft.CodeAnalysis.MetadataReference[]] $runtime, $options)
        $result = [Microsoft.CodeAnalysis.FileSystemExtensions]::Emit($compilation, $file)
        if (-not $result.Success) { throw ($result.Diagnostics -join "`n") }
    }

    # Another module, with older libraries and with one that has the name of ours.
    function New-OtherModule([string] $Name, [string] $Older) {
        $folder = Join-Path $TestDrive $Name
        $null = New-Item $folder -ItemType Directory
        Copy-Item (Join-Path $olderFolder "$Older/$framework/*.dll") $folder
        New-Assembly $folder RestCore '[assembly: System.Reflection.AssemblyVersion("0.0.1.0")] namespace Other { public static class Marker { } }'
        New-ModuleManifest (Join-Path $folder "$Name.psd1") -RequiredAssemblies RestCore.dll, ReactiveUI.Primitives.dll, Refit.dll
        Join-Path $folder "$Name.psd1"
    }

    # The copy that is compiled for this platform, if there is one.
    function Get-OwnFile([string] $File) {
        $compiled = Join-Path (Split-Path $File) "$(Get-Platform)/$(Split-Path $File -Leaf)"
        if (Test-Path $compiled) { (Get-Item $compiled).FullName } else { $File }
    }

    $sandbox = Start-PiecesSandbox -Sample 3 -PassThru
    $script = Join-Path $TestDrive both.ps1
    Set-Content $script {
        param([string] $Half, [string] $First, [string] $Second, [uri] $Server)
        $ErrorActionPreference = 'Stop'
        if ($Half -eq 'net472') { $PSVersionTable.PSEdition = 'Desktop' }
        Import-Module $First
        Import-Module $Second
        $assets = @(Get-PiecesAsset -Connection $Server)
        $assemblies = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic -and $_.Location }
        ConvertTo-Json -Compress @{
            Count = $assets.Count
            Type  = $assets[0].GetType().Assembly.Location
            Found = [PiecesOs.Client.Asset].Assembly.Location
            Files = @($assemblies.Location)
        }
    }
}

AfterAll { Stop-PiecesSandbox }

Describe 'PiecesOs beside another module' {
    It 'uses its own <Half> libraries and leaves the other its own: <Older>, with <First> imported first' -ForEach $cases {
        $other = New-OtherModule "Other$([guid]::NewGuid().ToString('N'))" $Older
        $order = if ($First -eq 'PiecesOs') { $ModulePath, $other } else { $other, $ModulePath }
        $said = Invoke-PowerShell -File $script $Half $order[0] $order[1] $sandbox.Uri 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($said | Out-String)
        $result = $said | ConvertFrom-Json

        $result.Count | Should -Be 3
        $own = Join-Path (Split-Path $ModulePath) $Half
        $client = Join-Path $own PiecesOs.Client.dll
        $result.Type, $result.Found | Should -Be ((Get-OwnFile $client), (Get-OwnFile $client))
        foreach ($file in Get-ChildItem (Split-Path $other) -Filter *.dll) { $result.Files | Should -Contain $file.FullName }

        # On PowerShell 7 all of them, on Windows PowerShell those that the call above needed.
        $names = if ($Half -eq 'net8.0') { (Get-ChildItem $own -Filter *.dll).Name } else { 'PiecesOs.dll', 'PiecesOs.Client.dll', 'RestCore.dll', 'Refit.dll' | Where-Object { Test-Path (Join-Path $own $_) } }
        foreach ($name in $names) { $result.Files | Should -Contain (Get-OwnFile (Join-Path $own $name)) }
        @($result.Files | Where-Object { $_.StartsWith($own) } | Group-Object | Where-Object Count -gt 1) | Should -BeNullOrEmpty
    }
}

Describe 'The copies of the assemblies that are compiled for this platform' {
    BeforeAll {
        $folder = Join-Path (Split-Path $ModulePath) net8.0
        $copies = Join-Path $folder (Get-Platform)
        $skipped = if ($PSVersionTable.PSEdition -eq 'Desktop') { 'Windows PowerShell uses the assemblies for .NET Framework' }
        elseif ((Get-Platform) -notin $compiledPlatforms) { "there are none for $(Get-Platform)" }

        # Whether an assembly contains machine code, and its version ID, which is the same in its compiled copy.
        function Read-Assembly([string] $File) {
            $reader = [Reflection.PortableExecutable.PEReader]::new([IO.MemoryStream]::new([IO.File]::ReadAllBytes($File)))
            try {
                $metadata = [Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($reader)
                [pscustomobject] @{
                    IsCompiled = $reader.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size -gt 0
                    Id         = $metadata.GetGuid($metadata.GetModuleDefinition().Mvid)
                }
            } finally { $reader.Dispose() }
        }
    }

    BeforeEach { if ($skipped) { Set-ItResult -Skipped -Because $skipped } }

    It 'match their originals' {
        (Get-ChildItem $copies).Name | Should -Be ($compiledAssemblies | Sort-Object)
        foreach ($name in $compiledAssemblies) {
            $copy, $original = (Join-Path $copies $name), (Join-Path $folder $name) | ForEach-Object { Read-Assembly $_ }
            $copy.IsCompiled, $original.IsCompiled | Should -Be $true, $false
            $copy.Id | Should -Be $original.Id
        }
    }

    It 'are not required' {
        $module = Join-Path (New-Item (Join-Path $TestDrive without) -ItemType Directory) PiecesOs
        Copy-Item (Split-Path $ModulePath) $module -Recurse
        Remove-Item (Join-Path $module "net8.0/$(Get-Platform)") -Recurse
        $output = Invoke-PowerShell -Command "Import-Module '$module/PiecesOs.psd1'; Start-PiecesSandbox -Sample 3; @(Get-PiecesAsset).Count; [PiecesOs.Client.Asset].Assembly.Location"
        $output | Should -Be 3, (Join-Path $module net8.0/PiecesOs.Client.dll)
    }
}
