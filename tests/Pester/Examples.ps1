# The examples of the documentation, as arrays of Title, Code and Shown: $examples of the pages and about topics, $readme and $sample.
# The suites of the examples dot-source it in BeforeDiscovery.

$root = Split-Path (Split-Path $PSScriptRoot)

# The code blocks of a page, each with the heading above it and, if present, the output below it.
function Find-Fence([string] $Source, [string] $Text) {
    $title = ''
    $pattern = '(?ms)^#+ (?<title>[^\n]+)$|^```powershell\n(?<code>.*?)\n```$(\n\n```output\n(?<shown>.*?)\n```$)?'
    foreach ($match in [regex]::Matches($Text, $pattern)) {
        if ($match.Groups['title'].Success) { $title = $match.Groups['title'].Value; continue }
        @{
            Title = "${Source}: $title"
            Code  = $match.Groups['code'].Value
            Shown = $match.Groups['shown'].Value
        }
    }
}

# The code blocks of an about topic: lines that are indented by eight or more.
function Find-Indented([string] $Source, [string] $Text) {
    $number = 0
    foreach ($match in [regex]::Matches($Text, '(?m)(?:^ {8}[^\n]*\n(?:\n(?= {8}))?)+')) {
        $number++
        @{ Title = "${Source}: block $number"; Code = $match.Value; Shown = '' }
    }
}

$examples = @(
    foreach ($page in Get-ChildItem (Join-Path $root docs/cmdlets) -Filter *.md) { Find-Fence $page.BaseName ([IO.File]::ReadAllText($page.FullName)) }
    foreach ($file in Get-ChildItem (Join-Path $root en-US) -Filter about_*.txt) { Find-Indented $file.Name ([IO.File]::ReadAllText($file.FullName)) }
)
$readme = @(Find-Fence 'README' ([IO.File]::ReadAllText((Join-Path $root README.md))) | Where-Object Title -NE 'README: Install') # Shipped.Tests.ps1 runs those.
$sample = @{ Title = 'samples/quickstart.ps1'; Code = [IO.File]::ReadAllText((Join-Path $root samples/quickstart.ps1)) }
