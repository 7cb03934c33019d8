# Renders pictures of sessions at the prompt for README and docs. build.ps1 dot-sources this file.

$picturesFolder = Join-Path $root 'build/Pictures'

# The colors of a terminal, as on GitHub in the dark.
$terminalColors = @{
    30 = '#6e7681'; 31 = '#ff7b72'; 32 = '#3fb950'; 33 = '#d29922'; 34 = '#58a6ff'; 35 = '#bc8cff'; 36 = '#39c5cf'; 37 = '#b1bac4'
    90 = '#8b949e'; 91 = '#ffa198'; 92 = '#56d364'; 93 = '#e3b341'; 94 = '#79c0ff'; 95 = '#d2a8ff'; 96 = '#56d4dd'; 97 = '#ffffff'
}

function Invoke-Pictures {
    Assert-PowerShell Pictures -Core
    Invoke-Stage

    # The pictures show the path of the folder, and an earlier one is deleted.
    $folder = Join-Path ([IO.Path]::GetTempPath()) piecesos-tour
    $session = Invoke-PictureSession $folder
    Remove-Folder $folder
    if ($session.Errors) { throw "The session of the pictures had errors:`n$($session.Errors)" }
    foreach ($name in $session.Pictures.Keys) { ConvertTo-Svg $session.Pictures[$name] | Set-Content (Join-Path $root "docs/images/$name.svg") }
}

# Types the lines of build/Pictures/session.txt at the prompt of a PowerShell. Returns what was shown after each line with a comment, by
# the comment, and the errors.
function Invoke-PictureSession([string] $Folder) {
    Remove-Item -LiteralPath $Folder -Recurse -ErrorAction Ignore
    Copy-Item -LiteralPath (Join-Path $picturesFolder files) $Folder -Recurse
    $typed = @(
        ". '$picturesFolder/Setup.ps1' -Module '$(Join-Path $root out/PiecesOs/PiecesOs.psd1)' -Folder '$Folder'"
        Get-Content (Join-Path $picturesFolder session.txt)
    )

    # With -File -, PowerShell shows prompts and what is typed. If the output is redirected, the terminal description has the width.
    $command = Get-PowerShellCommand
    $arguments = @($command.Arguments -ne '-NonInteractive') + '-NoLogo', '-File', '-'
    $before = $env:TERM, $env:NO_COLOR
    $env:TERM, $env:NO_COLOR = 'xterm', $null
    try { $shown, $errors = @($typed | & $command.Program @arguments 2>&1).Where({ $_ -is [string] }, 'Split') }
    finally { $env:TERM, $env:NO_COLOR = $before }

    # Sequences with a question mark change the mode of the keyboard. The last prompt is that of the end of the input.
    $parts = ($shown -join "`n") -replace '\e\[\?\d+[hl]' -replace '\n.*PS>\S* *\z' -split '(?m)^.*PS>.* # ([\w-]+)\n'
    $pictures = [ordered] @{}
    for ($i = 1; $i -lt $parts.Count; $i += 2) { $pictures[$parts[$i]] = $parts[$i + 1].TrimEnd().Split("`n") }
    [pscustomobject] @{ Pictures = $pictures; Errors = @($errors) }
}

# Draws lines with ANSI colors as a terminal of 80 columns does.
function ConvertTo-Svg([string[]] $Lines) {
    $rows = @(foreach ($line in $Lines) { if ($line) { [regex]::Matches($line, '((\e\[[\d;]*m)*[^\e]){1,80}(\e\[[\d;]*m)*').Value } else { '' } })
    $height = 20 * $rows.Count + 28
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 704 $height' width='704' height='$height'>"
    "<style>text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #e6edf3; } .b { font-weight: bold; }"
    foreach ($code in $terminalColors.Keys | Sort-Object) { ".c$code { fill: $($terminalColors[$code]); }" }
    '</style>'
    "<rect x='.5' y='.5' width='703' height='$($height - 1)' rx='8' fill='#0d1117' stroke='#30363d'/>"
    $color, $isBold = 0, $false
    for ($i = 0; $i -lt $rows.Count; $i++) {
        $length = 0
        $spans = foreach ($part in [regex]::Matches($rows[$i], '\e\[(?<codes>[\d;]*)m|[^\e]+')) {
            if (-not $part.Groups['codes'].Success) {
                $length += $part.Length
                $class = @(if ($color) { "c$color" }; if ($isBold) { 'b' }) -join ' '
                $text = [Security.SecurityElement]::Escape($part.Value)
                if ($class) { "<tspan class='$class'>$text</tspan>" } else { $text }
                continue
            }
            foreach ($code in [int[]] ($part.Groups['codes'].Value -split ';')) {
                if ($code -eq 0) { $color, $isBold = 0, $false }
                elseif ($code -eq 1) { $isBold = $true }
                elseif ($terminalColors.ContainsKey($code)) { $color = $code }
                else { throw "The pictures do not support the color sequence $code in '$($rows[$i])'." }
            }
        }
        # The length keeps columns aligned in any font.
        if ($length) { "<text xml:space='preserve' x='16' y='$(20 * $i + 29)' textLength='$(8.4 * $length)' lengthAdjust='spacingAndGlyphs'>$(-join $spans)</text>" }
    }
    '</svg>'
}
