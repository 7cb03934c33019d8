# Starts a lasting server when you sign in to Windows, with the Task Scheduler. It needs no administrator.
#
#   ./Register-PiecesServerTask.ps1              register the task and start it
#   ./Register-PiecesServerTask.ps1 -Remove      stop the server and remove the task
[CmdletBinding()]
param(
    # A fixed port keeps the addresses of links.
    [int] $Port = 39300,

    [switch] $Remove
)

$ErrorActionPreference = 'Stop'
$name = 'PiecesOs server'

if ($Remove) {
    Import-Module PiecesOs
    Stop-PiecesServer
    Unregister-ScheduledTask -TaskName $name -Confirm:$false
    return
}

# Start-PiecesServer starts the server without a window and ends. The data is in %LOCALAPPDATA%\PiecesOs.
$shell = (Get-Process -Id $PID).Path
$command = "Import-Module PiecesOs; Start-PiecesServer -Port $Port"
$action = New-ScheduledTaskAction -Execute $shell -Argument "-NoProfile -NonInteractive -WindowStyle Hidden -Command `"$command`""
$trigger = New-ScheduledTaskTrigger -AtLogOn -User $env:USERNAME
$settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -ExecutionTimeLimit 0
Register-ScheduledTask -TaskName $name -Action $action -Trigger $trigger -Settings $settings -Force | Out-Null
Start-ScheduledTask -TaskName $name
