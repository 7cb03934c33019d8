# Does the main jobs of a user with the official SDKs on the local server. build.ps1 dot-sources this file.

# Requires node and npm, so it is not part of the task Test.
function Invoke-Clients {
    Assert-PowerShell Clients -Core
    Invoke-Stage
    Invoke-PiecesClient (Install-Client typescript)
    Invoke-CloudflareClient (Install-Client cloudflare)
}

# Installs an SDK, and returns its folder.
function Install-Client([string] $Name) {
    $folder = Join-Path $root "tests/Clients/$Name"
    npm ci --no-audit --no-fund --prefix $folder | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "npm could not install the SDK of $Name." }
    $folder
}

function Invoke-PiecesClient([string] $Folder) {
    $origin = 'app://obsidian.md'
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', "PiecesOs.Server.dll --sample 30 --parent-pid $PID --allow-origin $origin")
    $start.WorkingDirectory = Join-Path $stageFolder server
    $start.RedirectStandardOutput = $true
    $server = [Diagnostics.Process]::Start($start)
    try {
        $address = $server.StandardOutput.ReadLine() -replace '^Listening on '
        node (Join-Path $Folder jobs.cjs) $address $origin
        if ($LASTEXITCODE -ne 0) { throw 'The TypeScript SDK could not do every job.' }
    } finally {
        $server.Kill()
        $server.Dispose()
    }
}

# In a new process, because a loaded module keeps its files in use.
function Invoke-CloudflareClient([string] $Folder) {
    $powerShell = Get-PowerShellCommand
    $arguments = $powerShell.Arguments + '-File' + (Join-Path $Folder Compare.ps1) + '-Module' + (Join-Path $stageFolder PiecesOs.psd1)
    & $powerShell.Program @arguments
    if ($LASTEXITCODE -ne 0) { throw 'The Cloudflare SDK and the module differ.' }
}
