# A session that imports a module and ends. It is timed from outside, with the start of PowerShell.
param([string] $Module)
$ErrorActionPreference = 'Stop'
Import-Module $Module
