<#
.SYNOPSIS
    Adds the command Save-ClipboardAsset, which saves the clipboard as an asset.
.DESCRIPTION
    Dot-source this file in your profile, $PROFILE. It requires the module PiecesOs. On Linux, Get-Clipboard requires the program xclip.

    Text becomes one asset. On Windows, files that were copied in Explorer become one asset each.
.EXAMPLE
    . ~/samples/profile/ClipboardAsset.ps1
    Save-ClipboardAsset -Name 'From the ticket' -Tag work
#>
param()

function Save-ClipboardAsset {
    [CmdletBinding(SupportsShouldProcess)]
    param(
        # Specifies the name of the asset. Files keep their own names.
        [string] $Name,

        # Specifies tags.
        [string[]] $Tag
    )

    $tags = if ($Tag) { @{ Tag = $Tag } } else { @{} }
    $files = @(Get-ClipboardFile)
    if ($files) {
        $files | ForEach-Object { New-PiecesAsset -LiteralPath $_ @tags }
        return
    }

    $usesXclip = [Environment]::OSVersion.Platform -eq 'Unix' -and -not $IsMacOS
    if ($usesXclip -and -not (Get-Command xclip -CommandType Application -ErrorAction Ignore)) {
        Write-Error 'There is no clipboard here: on Linux, Get-Clipboard requires the program xclip. Install the package xclip.' -Category NotInstalled
        return
    }

    $text = Get-Clipboard -Raw
    if (-not "$text".Trim()) {
        $hint = if ($usesXclip) { ', or xclip cannot reach it. It requires a graphical session (the variable DISPLAY)' }
        Write-Error "The clipboard contains no text$hint." -Category InvalidData
        return
    }

    if ($Name) { $tags.Name = $Name }
    New-PiecesAsset -Text $text @tags
}

# The paths of the files in the clipboard of Windows.
function Get-ClipboardFile {
    if ([Environment]::OSVersion.Platform -ne 'Win32NT') { return }
    Add-Type -AssemblyName System.Windows.Forms
    [System.Windows.Forms.Clipboard]::GetFileDropList()
}
