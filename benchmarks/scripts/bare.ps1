# A session that does nothing: what the peak memory of the others is measured from.
. $PSScriptRoot/Common.ps1
Write-Result @{ peak = Get-PeakMemory; version = "$($PSVersionTable.PSVersion)"; runtime = "$([Environment]::Version)" }
