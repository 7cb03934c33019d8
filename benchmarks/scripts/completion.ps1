# Measures completion: the first of a session, and those of a session that knows the names.
param([string] $Module, [int] $Calls)
. $PSScriptRoot/Common.ps1
Import-Module $Module

function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches }
function Measure-Completion([string] $Line) { for ($i = 0; $i -lt $Calls; $i++) { Measure-Call { Complete $Line } } }

$all = 'Get-PiecesAsset -Id '
$typed = 'Get-PiecesAsset -Name re'
$result = @{ first = Measure-Call { Complete $all } }

# If the first completion did not have the names in time, a later one has them.
$limit = [datetime]::Now.AddMinutes(1)
do {
    $count = @(Complete $all | Where-Object ResultType -EQ ParameterValue).Count
} while ($count -lt 2 -and [datetime]::Now -lt $limit)

$result.count = $count
$result.found = @(Complete $typed).Count
$result.all = @(Measure-Completion $all)
$result.typed = @(Measure-Completion $typed)
Write-Result $result
