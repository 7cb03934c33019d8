BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    Import-Module (Join-Path $root 'out/PiecesOs/PiecesOs.psd1')
    $topics = @(Get-ChildItem (Join-Path $root en-US) -Filter about_*.txt | ForEach-Object { @{ Topic = $_.Name -replace '\.help\.txt$' } })

    # PageTests checks that every cmdlet has a page.
    $pages = (Get-ChildItem (Join-Path $root docs/cmdlets) -Filter *.md).BaseName
    $documented = @(Get-Command -Module PiecesOs | Where-Object Name -in $pages | ForEach-Object { @{ Name = $_.Name } })
}

BeforeAll {
    . $PSScriptRoot/Support.ps1

    function Get-OnlineAddress([string] $Name) { "$("$((Get-Module PiecesOs).ProjectUri)".TrimEnd('/'))/blob/main/docs/cmdlets/$Name.md" }
}

Describe 'Get-Help' {
    It 'reads well for <Name>' -ForEach $documented {
        $help = Get-Help $Name -Full
        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        $help.Synopsis | Should -Not -Match ([regex]::Escape("$Name "))
        ($help.description.Text -join ' ').Length | Should -BeGreaterThan 40
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        $help.examples.example.code -join ' ' | Should -Match $Name
        foreach ($example in $help.examples.example) {
            ($example.remarks.Text -join '') | Should -Not -BeNullOrEmpty
        }
        $help.returnValues.returnValue[0].type.name | Should -Not -BeNullOrEmpty
        $help.alertSet.alert.Text -join ' ' | Should -Match 'API operations?:'

        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        foreach ($parameter in (Get-Command $Name).Parameters.Values | Where-Object Name -NotIn $common) {
            $text = ($help.parameters.parameter | Where-Object name -EQ $parameter.Name).description.Text -join ' '
            $text.Length | Should -BeGreaterThan 9 -Because "-$($parameter.Name) needs a text"
        }
        @($help.parameters.parameter.name | Where-Object { $_ -notin (Get-Command $Name).Parameters.Keys }) | Should -BeNullOrEmpty
        @($help.syntax.syntaxItem).Count | Should -Be (Get-Command $Name).ParameterSets.Count
    }

    It 'names the online page of <Name>' -ForEach $documented {
        @((Get-Help $Name).relatedLinks.navigationLink.uri)[0] | Should -Be (Get-OnlineAddress $Name)
        (Get-Command $Name).HelpUri | Should -Be (Get-OnlineAddress $Name)
        Join-Path $Root "docs/cmdlets/$Name.md" | Should -Exist
    }

    It 'opens the online page' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'another program can replace the browser only on Linux' }
        # Replaces the browser. PowerShell's own test hook does not work: with it, the engine ignores help files.
        $opened = Join-Path $TestDrive opened.url
        $opener = Join-Path $TestDrive xdg-open
        Set-Content $opener "#!/bin/sh`necho `"`$1`" > '$opened.part' && mv '$opened.part' '$opened'"
        chmod +x $opener
        $path = $env:PATH
        try {
            $env:PATH = "${TestDrive}:$path"
            Get-Help Get-PiecesAsset -Online
        }
        finally { $env:PATH = $path }

        Wait-Until { Test-Path $opened }
        Get-Content $opened | Should -Be (Get-OnlineAddress Get-PiecesAsset)
    }

    It 'shows the examples' {
        $text = Get-Help Get-PiecesAsset -Examples | Out-String -Width 200
        $text | Should -Match '-------- Example 1: Get assets by name --------'
        $text | Should -Match '\.\s*\n\s*\n\s*-------- Example 2'
        $text | Should -Match ([regex]::Escape('Get-PiecesAsset retry*'))
    }

    It 'shows <Topic>' -ForEach $topics {
        $text = Get-Help $Topic | Out-String
        $text | Should -Match "(?m)^\s+$Topic\r?$"
        $text | Should -Match 'LONG DESCRIPTION'
    }
}
