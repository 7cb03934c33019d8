# Does the main jobs of a user with the official TypeScript SDK on the local server. build.ps1 dot-sources this file.

# Requires node and npm, so it is not part of the task Test.
function Invoke-Clients {
    Assert-PowerShell Clients -Core
    Invoke-Stage
    $folder = Join-Path $root tests/Clients/typescript
    $origin = 'app://obsidian.md'
    npm ci --no-audit --no-fund --prefix $folder
    if ($LASTEXITCODE -ne 0) { throw 'npm could not install the SDK.' }

    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', "PiecesOs.Server.dll --sample 30 --parent-pid $PID --allow-origin $origin")
    $start.WorkingDirectory = Join-Path $stageFolder server
    $start.RedirectStandardOutput = $true
    $server = [Diagnostics.Process]::Start($start)
    try {
        $address = $server.StandardOutput.ReadLine() -replace '^Listening on '
        node (Join-Path $folder jobs.cjs) $address $origin
        if ($LASTEXITCODE -ne 0) { throw 'The TypeScript SDK could not do every job.' }
    } finally {
        $server.Kill()
        $server.Dispose()
    }
}
