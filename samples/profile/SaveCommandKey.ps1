<#
.SYNOPSIS
    Saves a command as an asset: Alt+s saves what is on the command line, or the last command if the line is empty.
.DESCRIPTION
    Dot-source this file in your profile, $PROFILE. It requires the modules PiecesOs and PSReadLine.

    The line stays as it is. The name of the asset is the first line of the command. A password in a command is saved with it.
    Find-PiecesSecret finds such assets.
.PARAMETER Chord
    Specifies the key.
.PARAMETER Tag
    Specifies tags for the assets.
.EXAMPLE
    . ~/samples/profile/SaveCommandKey.ps1 -Chord 'Ctrl+Alt+s' -Tag prompt
#>
param([string] $Chord = 'Alt+s', [string[]] $Tag = @('command'))

Set-PSReadLineKeyHandler -Chord $Chord -BriefDescription SavePiecesCommand -LongDescription 'Save the command line, or the last command, in Pieces OS' -ScriptBlock {
    $line = $null
    $cursor = $null
    [Microsoft.PowerShell.PSConsoleReadLine]::GetBufferState([ref] $line, [ref] $cursor)
    if (-not "$line".Trim()) { $line = (Get-History -Count 1).CommandLine }
    Write-Host
    try {
        if (-not $line) { throw 'There is no command to save.' }
        $name = @($line.Trim() -split '\r?\n')[0]
        if ($name.Length -gt 60) { $name = $name.Substring(0, 57) + '...' }

        # A line that is only the path of a file is saved all the same.
        $asset = New-PiecesAsset -Text $line -Name $name -Language powershell -Tag $Tag -WarningAction SilentlyContinue -ErrorAction Stop
        Write-Host "Saved as '$($asset.Name -replace '\p{C}', ' ')'."
    }
    catch {
        Write-Host "Not saved. $_"
    }

    [Microsoft.PowerShell.PSConsoleReadLine]::InvokePrompt($null, [Console]::CursorTop)
}.GetNewClosure()
