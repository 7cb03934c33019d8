# Prepares the session of the pictures.
param([string] $Module, [string] $Folder)

$PSStyle.OutputRendering = 'Ansi'
function prompt { "$($PSStyle.Foreground.BrightBlue)PS>$($PSStyle.Reset) " }
Import-Module $Module
Set-Location $Folder
