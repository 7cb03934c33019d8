# Tests of a script of yours, with the sandbox as the server. Run it with Invoke-Pester.
BeforeAll {
    Import-Module $PSScriptRoot/PiecesTestServer.psm1
    $server = Start-PiecesTestServer

    # The script under test. In your tests, dot-source or call your file here.
    function Publish-Snippet {
        [CmdletBinding()] param([string] $Tag)
        Get-PiecesAsset -Tag $Tag | New-PiecesLink | ForEach-Object { "$($_.Link)" }
    }
}

AfterAll { Stop-PiecesTestServer $server }

Describe 'Publish-Snippet' {
    BeforeEach {
        Reset-PiecesTestServer $server
        'one', 'two', 'three' | ForEach-Object { New-PiecesAsset "Write-Output $_" -Name $_ -Tag $(if ($_ -ne 'two') { 'release' } else { 'draft' }) } | Out-Null
    }

    It 'shares the snippets with the tag, and no others' {
        Publish-Snippet release | Should -HaveCount 2
        Assert-PiecesTestRequest $server POST /linkify -Times 2
        (Get-PiecesShare | ForEach-Object { (Get-PiecesAsset -Id $_.AssetId).Name } | Sort-Object) | Should -Be 'one', 'three'
    }

    It 'continues when one link fails' {
        Add-PiecesTestFault $server /linkify -Method POST -Status 500 -Times 1
        Publish-Snippet release -ErrorAction SilentlyContinue | Should -HaveCount 1
        Assert-PiecesTestRequest $server POST /linkify -Times 2
    }

    It 'survives a busy server' {
        Add-PiecesTestFault $server /assets -Method GET -Status 503 -Times 1
        Publish-Snippet release | Should -HaveCount 2
    }
}
