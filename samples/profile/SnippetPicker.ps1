<#
.SYNOPSIS
    Puts a snippet on the command line: Alt+i opens a list of the snippets, and the one that you pick is inserted at the cursor.
.DESCRIPTION
    Dot-source this file in your profile, $PROFILE. It requires the modules PiecesOs and PSReadLine.

    The list is that of Out-ConsoleGridView (module Microsoft.PowerShell.ConsoleGuiTools) or of fzf, if one of them is installed, and
    otherwise a numbered menu of the newest snippets, which also searches. A snippet is never run: it is only inserted.
.PARAMETER Chord
    Specifies the key.
.EXAMPLE
    . ~/samples/profile/SnippetPicker.ps1 -Chord 'Ctrl+Alt+i'
#>
param([string] $Chord = 'Alt+i')

# Returns the asset that the user picks, or nothing.
function Select-PiecesSnippet {
    if (Get-Command Out-ConsoleGridView -ErrorAction Ignore) {
        Get-PiecesAsset -NoContent -ErrorAction Stop | Select-Object Name, Language, Created, Id | Out-ConsoleGridView -Title 'Snippets' -OutputMode Single
    }
    elseif (Get-Command fzf -CommandType Application -ErrorAction Ignore) {
        $line = Get-PiecesAsset -NoContent -ErrorAction Stop | ForEach-Object { "$($_.Id)`t$(Get-SnippetLabel $_)" } | fzf --delimiter "`t" --with-nth 2
        if ($line) { [pscustomobject] @{ Id = @($line -split "`t")[0] } }
    }
    else {
        Select-SnippetFromMenu
    }
}

# A numbered menu. An answer that is not one of its numbers is searched for.
function Select-SnippetFromMenu([int] $Size = 20) {
    $shown = @(Get-PiecesAsset -NoContent -ErrorAction Stop | Sort-Object Created -Descending | Select-Object -First $Size)
    while ($true) {
        Write-Host
        if (-not $shown) { Write-Host 'No snippet was found.' }
        for ($i = 0; $i -lt $shown.Count; $i++) { Write-Host ('{0,3}  {1}' -f ($i + 1), (Get-SnippetLabel $shown[$i])) }
        $answer = Read-Host 'A number, text to search for, or Enter to cancel'
        if (-not $answer) { return }
        $number = 0
        if ([int]::TryParse($answer, [ref] $number) -and $number -ge 1 -and $number -le $shown.Count) { return $shown[$number - 1] }
        $shown = @(Search-PiecesAsset $answer -ErrorAction Stop | Select-Object -First $Size)
    }
}

# The name of an asset in one line, without characters that could move the cursor.
function Get-SnippetLabel($Asset) { "$($Asset.Name)" -replace '\p{C}', ' ' }

Set-PSReadLineKeyHandler -Chord $Chord -BriefDescription InsertPiecesSnippet -LongDescription 'Insert a snippet of Pieces OS' -ScriptBlock {
    $text = $null
    try {
        $snippet = Select-PiecesSnippet
        if ($snippet) { $text = Get-PiecesAssetContent $snippet.Id -ErrorAction Stop }
        if ($null -ne $text -and $text -isnot [string]) { throw 'This snippet is not text.' }
    }
    catch {
        $text = $null
        Write-Host "`n$_"
    }

    # The prompt is written below what the list has left on the screen.
    [Microsoft.PowerShell.PSConsoleReadLine]::InvokePrompt($null, [Console]::CursorTop)
    if ($text) { [Microsoft.PowerShell.PSConsoleReadLine]::Insert(($text -replace '\r\n', "`n").TrimEnd("`n")) }
}
