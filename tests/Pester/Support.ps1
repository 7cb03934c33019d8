# Shared code of the suites. Each suite dot-sources it in BeforeAll. The module under test is the staged one.

$ErrorActionPreference = 'Stop'
if ($PSStyle) { $PSStyle.OutputRendering = 'PlainText' }
$script:Root = Split-Path (Split-Path $PSScriptRoot)
$script:ModulePath = Join-Path $Root 'out/PiecesOs/PiecesOs.psd1'
Import-Module $ModulePath -Force

function Wait-Until([scriptblock] $Condition, [double] $Seconds = 60) {
    $deadline = [datetime]::Now.AddSeconds($Seconds)
    while (-not (& $Condition)) {
        if ([datetime]::Now -gt $deadline) { throw "This condition did not become true within $Seconds seconds: $Condition" }
        Start-Sleep -Milliseconds 50
    }
}

# A port for a server: not one at which clients search for Pieces OS, and not one that the system may give to another program.
function Get-FreePort {
    while ($true) {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, (Get-Random -Minimum 20000 -Maximum 30000))
        try {
            $listener.Start()
            return $listener.LocalEndpoint.Port
        }
        catch [Net.Sockets.SocketException] { }
        finally { $listener.Stop() }
    }
}

# Runs a command in another PowerShell like this one, or starts one.
. (Join-Path $Root build/PowerShellCommand.ps1)
$script:PowerShell = Get-PowerShellCommand
function Invoke-PowerShell {
    $arguments = $PowerShell.Arguments
    & $PowerShell.Program @arguments @args
}
function Start-PowerShell([string] $Command) {
    Start-Process $PowerShell.Program -ArgumentList ($PowerShell.Arguments + '-Command' + $Command) -PassThru
}

# $IsWindows does not exist in Windows PowerShell 5.1.
function Test-IsWindows { $IsWindows -or $PSVersionTable.PSEdition -eq 'Desktop' }

# Calls an admin path of the sandbox.
function Invoke-SandboxAdmin {
    param($Sandbox, [string] $Path, [string] $Method = 'Get', $Body)

    $request = @{
        Uri     = [uri]::new($Sandbox.Uri, ".sandbox/$Path")
        Method  = $Method
        Headers = @{ Authorization = "Bearer $($Sandbox.AdminToken)" }
    }
    if ($null -ne $Body) {
        $request.Body = $Body | ConvertTo-Json -Depth 5
        $request.ContentType = 'application/json'
    }
    Invoke-RestMethod @request
}

# The requests to the sandbox since the log was last cleared: 'GET /assets', 'POST /linkify'...
function Get-SandboxRequest($Sandbox) {
    foreach ($request in (Invoke-SandboxAdmin $Sandbox requests).iterable) { '{0} {1}' -f $request.method, $request.path }
}

function Clear-SandboxRequest($Sandbox) { Invoke-SandboxAdmin $Sandbox requests -Method Delete | Out-Null }

function Add-SandboxFault($Sandbox, [hashtable] $Fault) { Invoke-SandboxAdmin $Sandbox faults -Method Post -Body $Fault | Out-Null }

function Clear-SandboxFault($Sandbox) { Invoke-SandboxAdmin $Sandbox faults -Method Delete | Out-Null }

# The status of a share page. Windows PowerShell has no -SkipHttpErrorCheck.
function Get-PageStatus([string] $Link) {
    try { [int] (Invoke-WebRequest -Uri $Link -UseBasicParsing -MaximumRedirection 0).StatusCode } catch {
        if (-not $_.Exception.Response) { throw }
        [int] $_.Exception.Response.StatusCode
    }
}

# Skips a test of a feature that only PowerShell 7 has.
function Skip-InWindowsPowerShell([string] $Missing) {
    if ($PSVersionTable.PSEdition -eq 'Desktop') { Set-ItResult -Skipped -Because "Windows PowerShell has no $Missing" }
}

# Formats text as a table or list, wide enough that nothing is truncated.
function Format-AsText([scriptblock] $Format) { (& $Format | Out-String -Width 200).Trim() }
