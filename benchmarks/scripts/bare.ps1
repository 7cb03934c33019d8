# A session that does nothing, as the baseline for the peak memory of the others.
. $PSScriptRoot/Common.ps1
Write-Result @{ peak = Get-PeakMemory; version = "$($PSVersionTable.PSVersion)"; runtime = "$([Environment]::Version)" }
