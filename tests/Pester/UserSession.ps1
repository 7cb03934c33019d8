# Sessions of a new user. The suites of the examples dot-source it in BeforeAll, after Support.ps1.

$userDataBefore = $env:XDG_DATA_HOME

# The variables of a runbook: a server that is in use, and a Cloudflare account on it.
function Set-UserVariable($Server) {
    $env:PIECES_OS_URL = $Server.Uri
    $env:CLOUDFLARE_API_TOKEN = 'sandbox-cloudflare-edit-token-0123456789'
    $env:CLOUDFLARE_ACCOUNT_ID = '023e105f4ecef8ad9ca31a8372d0c353'
    $env:CLOUDFLARE_BASE_URL = "$($Server.Uri)client/v4"
}

# Identifies requests that only read, by method and path.
function Test-IsRead([string] $Request) { $Request -match '^(GET|HEAD) |^POST /(connect|assets/search|assets/draft|assets/batch/fetch|materials/.*)$' }

# A new user's session with the module, in a folder with a few files, without confirmation prompts.
function Open-UserSession([string] $Folder) {
    $state = [initialsessionstate]::CreateDefault()
    if (Test-IsWindows) { $state.ExecutionPolicy = 'Bypass' }
    $state.ImportPSModule($ModulePath)
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    $runspace.SessionStateProxy.Path.SetLocation($Folder) | Out-Null
    $runspace.SessionStateProxy.SetVariable('ConfirmPreference', 'None')
    $runspace.SessionStateProxy.SetVariable('ProgressPreference', 'SilentlyContinue')

    # Its servers keep their data in the folder, and other tests do not find them.
    $env:XDG_DATA_HOME = Join-Path $Folder userdata
    $runspace.SessionStateProxy.SetVariable('PSDefaultParameterValues', [System.Management.Automation.DefaultParameterDictionary] @{
        'Start-PiecesServer:Port' = Get-FreePort
    })
    $runspace
}

# Closes the session, and stops the servers that it started.
function Close-UserSession($Runspace) {
    $Runspace.Dispose()
    Get-PiecesServer | Stop-PiecesServer
    $env:XDG_DATA_HOME = $userDataBefore
}
