# Returns the command that starts another PowerShell like this one: Program and Arguments, and the Path of the pwsh program or library.
# PowerShell from a .NET tool is a library that dotnet runs, so pwsh may not be on PATH. A copy of it may be in another folder.
function Get-PowerShellCommand([string] $Folder = $PSHOME) {
    $program = if ($PSVersionTable.PSEdition -eq 'Core') { (Get-Process -Id $PID).Path } else { Join-Path $PSHOME powershell.exe }
    $path = $program
    $arguments = @()
    if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') {
        $path = Join-Path $Folder pwsh.dll
        $arguments += $path
    }
    [pscustomobject] @{ Path = $path; Program = $program; Arguments = $arguments + '-NoProfile' + '-NonInteractive' }
}
