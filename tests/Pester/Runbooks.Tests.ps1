BeforeAll {
    . $PSScriptRoot/Support.ps1
    $runbooks = Join-Path $Root samples/runbooks
    $sandbox = Start-PiecesSandbox -PassThru

    # The runbooks require the module by its name.
    $modulePath = $env:PSModulePath
    $env:PSModulePath = "$(Join-Path $Root out)$([IO.Path]::PathSeparator)$modulePath"

    # A library with names and contents of many kinds.
    function Reset-Sandbox([int] $Sample) {
        Invoke-SandboxAdmin $sandbox reset -Method Post -Body @{} | Out-Null
        if ($Sample) { Invoke-SandboxAdmin $sandbox sample -Method Post -Body @{ count = $Sample; contentBytes = 300 } | Out-Null }
    }

    # Runs PowerShell with its standard input closed. A shell would replace the wildcards in arguments.
    function Invoke-Process([string[]] $Argument) {
        $start = [Diagnostics.ProcessStartInfo]::new($PowerShell.Program, '"' + ($Argument -join '" "') + '"')
        $start.UseShellExecute = $false
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $errors = $process.StandardError.ReadToEndAsync()
        $output = $process.StandardOutput.ReadToEndAsync()
        if (-not $process.WaitForExit(120000)) {
            $process.Kill()
            throw "A runbook has not ended after two minutes: $Argument"
        }
        [pscustomobject] @{ ExitCode = $process.ExitCode; Output = $output.Result + $errors.Result }
    }

    # Runs a script as schedulers do, with no input, and checks its exit code.
    function Start-Runbook([string] $Name, [string[]] $Argument, [int] $ExitCode, [switch] $Interactive) {
        $arguments = $PowerShell.Arguments
        if ($Interactive) { $arguments = $arguments -ne '-NonInteractive' }
        $process = Invoke-Process ($arguments + '-File' + (Join-Path $runbooks "$Name.ps1") + $Argument)
        $process.ExitCode | Should -Be $ExitCode -Because "the output was: $($process.Output)"
    }

    # Runs scripts one after the other in one process with no input, because a process for each would take long. Each run is a
    # hashtable: Name, Parameter, Fault (the faults of the sandbox meanwhile) and Setup (code that runs before). Returns a result for
    # each: ExitCode, and the Output, Errors and Warnings of its streams.
    $runner = Join-Path $TestDrive runner.ps1
    Set-Content $runner @'
param([string] $File)
$ProgressPreference = 'SilentlyContinue'
$job = Import-Clixml $File
$admin = @{ Uri = "$($job.Uri).sandbox/faults"; Headers = @{ Authorization = "Bearer $($job.Token)" } }
$results = foreach ($run in $job.Runs) {
    $null = Invoke-RestMethod @admin -Method Delete
    if ($run.Setup) { . ([scriptblock]::Create($run.Setup)) }
    foreach ($fault in $run.Fault) { $null = Invoke-RestMethod @admin -Method Post -ContentType application/json -Body ($fault | ConvertTo-Json -Depth 9) }
    $parameter = $run.Parameter
    $global:LASTEXITCODE = -1
    $streams = @(try { & (Join-Path $job.Folder "$($run.Name).ps1") @parameter *>&1 } catch { $_; $global:LASTEXITCODE = 1 })
    $records = { $_ -is [Management.Automation.ErrorRecord] -or $_ -is [Management.Automation.InformationalRecord] -or $_ -is [Management.Automation.InformationRecord] }
    [pscustomobject] @{
        ExitCode = $LASTEXITCODE
        Output   = @($streams | Where-Object { -not (& $records) })
        Errors   = @($streams | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | ForEach-Object { "$($_.FullyQualifiedErrorId): $_" })
        Warnings = @($streams | Where-Object { $_ -is [Management.Automation.WarningRecord] } | ForEach-Object { "$_" })
        Host     = @($streams | Where-Object { $_ -is [Management.Automation.InformationRecord] } | ForEach-Object { "$_" })
    }
}
$null = Invoke-RestMethod @admin -Method Delete
$results | Export-Clixml "$File.out" -Depth 4
'@
    function Invoke-Runbook([object[]] $Run, [switch] $ShowsPlan) {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).xml"
        @{ Runs = $Run; Folder = $runbooks; Uri = "$($sandbox.Uri)"; Token = $sandbox.AdminToken } | Export-Clixml $file -Depth 6

        # Without -NonInteractive, a prompt would write to the output.
        $arguments = $PowerShell.Arguments -ne '-NonInteractive'
        $process = Invoke-Process ($arguments + '-File' + $runner + '-File' + $file)
        if (-not $ShowsPlan) { $process.Output | Should -BeNullOrEmpty }
        $results = Import-Clixml "$file.out"
        $results.Host | Should -BeNullOrEmpty -Because 'runbooks write to no host'
        $results
    }

    function New-Folder { (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName }

    # The share with another time of creation.
    function Set-ShareAge($Share, [int] $Days) {
        $json = $Share.ToJson() | ConvertFrom-Json
        $json.created = @{ value = [datetime]::UtcNow.AddDays(-$Days).ToString('yyyy-MM-ddTHH:mm:ss.000Z') }
        $uri = [uri]::new($sandbox.Uri, ".library/shares/$($Share.Id)?replace=true")
        Invoke-RestMethod $uri -Method Put -ContentType application/json -Body ($json | ConvertTo-Json -Depth 50) | Out-Null
    }

    $gone = 'http://127.0.0.1:9'
}

AfterAll {
    $env:PSModulePath = $modulePath
    Stop-PiecesSandbox
}

Describe 'Every runbook' {
    It 'has help with its parameters, examples and exit codes: <_>' -ForEach @(
        Get-ChildItem (Join-Path (Split-Path (Split-Path $PSScriptRoot)) samples/runbooks) -Filter *.ps1 | ForEach-Object BaseName
    ) {
        $file = Join-Path $runbooks "$_.ps1"
        $errors = $null
        $script = [System.Management.Automation.Language.Parser]::ParseFile($file, [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty
        $script.ScriptRequirements.RequiredPSVersion | Should -Be '5.1'

        $help = Get-Help $file -Full
        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        ($help.description.Text -join ' ').Length | Should -BeGreaterThan 40
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        $help.returnValues | Should -Not -BeNullOrEmpty
        ($help.alertSet.alert.Text -join ' ') | Should -Match '(?s)Exit codes:.*0  .*1  '
        foreach ($parameter in $script.ParamBlock.Parameters) {
            $name = $parameter.Name.VariablePath.UserPath
            ((Get-Help $file -Parameter $name).description.Text -join ' ').Length | Should -BeGreaterThan 9 -Because "-$name needs a text"
            $parameter.Attributes.NamedArguments.ArgumentName | Should -Not -Contain Mandatory -Because 'PowerShell prompts for mandatory parameters'
        }

        $script.Extent.Text | Should -Not -Match 'Write-Host|Read-Host'
        Get-Content (Join-Path $runbooks README.md) -Raw | Should -BeLike "*($_.ps1)*"
    }

    It 'says what is missing instead of prompting for it' {
        $results = Invoke-Runbook @(
            @{ Name = 'Backup-PiecesLibrary'; Parameter = @{} }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = @{} }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = @{ CsvPath = 'links.csv' } }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = @{ CsvPath = 'links.csv'; Tag = 'a' } }
            @{ Name = 'Test-CloudflareDrift'; Parameter = @{} }
            @{ Name = 'Invoke-RemoteRunbook'; Parameter = @{} }
            @{ Name = 'Invoke-RemoteRunbook'; Parameter = @{ Runbook = 'a.ps1' } }
        )
        $results.ExitCode | Should -Be (1, 1, 1, 1, 1, 1, 1)
        $missing = '-Path', '-CsvPath', '-Path or -Tag', '-Release', '-Path', '-Runbook', '-ComputerName or -Session'
        for ($i = 0; $i -lt $missing.Count; $i++) { $results[$i].Errors | Should -Match ": Specify $($missing[$i])" }
    }
}

Describe 'Backup-PiecesLibrary' {
    BeforeAll {
        Reset-Sandbox 60
        $file = Join-Path $TestDrive all.bin
        [IO.File]::WriteAllBytes($file, [byte[]] (0..255))
        New-PiecesAsset -LiteralPath $file -Connection $sandbox | New-PiecesLink -Connection $sandbox | Out-Null
        $ids = (Get-PiecesAssetIdentifier -Connection $sandbox).Id | Sort-Object

        function Get-Backup([string] $Folder, [string] $Kind = 'library') { @(Get-ChildItem $Folder -Directory -Filter "$Kind-*" | Sort-Object Name) }

        # One backup that counts, with everything that is in the library, and nothing unfinished.
        function Assert-BackedUp([string] $Folder) {
            $backup = Get-Backup $Folder
            $backup.Count | Should -Be 1
            Join-Path $Folder unfinished | Should -Not -Exist
            $manifest = Get-Content (Join-Path $backup[0].FullName manifest.json) -Raw | ConvertFrom-Json
            $manifest.assets.id | Sort-Object | Should -Be $ids
            $manifest.counts.shares | Should -Be 1
            @(Get-ChildItem (Join-Path $backup[0].FullName content)).Count | Should -Be $manifest.counts.contents
        }
    }

    It 'backs up as a scheduled command' {
        $folder = New-Folder
        Start-Runbook Backup-PiecesLibrary '-Path', $folder, '-Uri', "$($sandbox.Uri)"
        Assert-BackedUp $folder
    }

    It 'ends with the same backup in spite of faults' {
        $broken = @{ path = '/assets/identifiers'; status = 500 }, @{ path = '/assets$'; method = 'GET'; malformedAfterBytes = 20000 }
        $cases = [ordered] @{
            well        = @{ Codes = 0, 0 }
            unavailable = @{ Codes = 0, 0; Fault = @(@{ path = '/assets$'; method = 'GET'; status = 503; times = 2; headers = @{ 'Retry-After' = '0' } }) }
            dropped     = @{ Codes = 1, 0; Fault = @(@{ path = '/assets'; method = 'GET'; drop = $true }) }
            slow        = @{ Codes = 0, 0; Fault = @(@{ path = '/assets$'; method = 'GET'; delayMs = 500 }, @{ path = '/assets/'; delayMs = 200 }) }
            broken      = @{ Codes = 1, 0; Fault = $broken }
            incomplete  = @{ Codes = 2, 0; Fault = @(@{ path = '/shares'; status = 500 }) }
        }
        $runs = foreach ($case in $cases.Values) {
            $case.Folder = New-Folder
            $parameter = @{ Path = $case.Folder; Keep = 1; Uri = "$($sandbox.Uri)" }
            @{ Name = 'Backup-PiecesLibrary'; Parameter = $parameter; Fault = $case.Fault }
            @{ Name = 'Backup-PiecesLibrary'; Parameter = $parameter }
        }
        $results = Invoke-Runbook $runs
        $i = 0
        foreach ($name in $cases.Keys) {
            $first, $second = $results[$i++, $i++]
            $first.ExitCode, $second.ExitCode | Should -Be $cases[$name].Codes -Because "the server is $name first: $($first.Errors)"
            if ($first.ExitCode) { $first.Errors | Should -Not -BeNullOrEmpty }
            $second.Errors | Should -BeNullOrEmpty
            Assert-BackedUp $cases[$name].Folder
            $created = $second.Output | Where-Object Action -EQ Created
            $created.Counts | Should -BeTrue
            $created.AssetCount | Should -Be $ids.Count
        }

        $results[-2].Output.Counts | Should -BeFalse
        $results[-2].Errors | Should -Match '^ExportIncomplete,'
        (Get-Backup $cases.incomplete.Folder incomplete).Count | Should -Be 1
    }

    It 'never deletes the last backup that counts, and keeps as many as -Keep says' {
        $folder = New-Folder
        New-Item -ItemType Directory (Join-Path $folder library-of-mine) | Out-Null
        $here = @{ Path = $folder; Keep = 2; Uri = "$($sandbox.Uri)" }
        $empty = @(
            @{ path = '/assets$'; method = 'GET'; status = 200; body = @{ iterable = @(); indices = @{} } }
            @{ path = '/assets/identifiers'; status = 404 }
            @{ path = '/materials'; status = 404 }
        )
        $damage = @'
function Export-PiecesLibrary {
    $export = PiecesOs\Export-PiecesLibrary @args
    Add-Content (Get-ChildItem (Join-Path $export.Path content) | Select-Object -First 1).FullName x
    $export
}
'@
        # As if another run was using this folder.
        $used = New-Folder
        $lock = [IO.File]::Open((Join-Path $used .lock), 'OpenOrCreate', 'ReadWrite', 'None')
        $results = Invoke-Runbook @(
            1..3 | ForEach-Object { @{ Name = 'Backup-PiecesLibrary'; Parameter = $here } }
            1..3 | ForEach-Object { @{ Name = 'Backup-PiecesLibrary'; Parameter = $here; Fault = $empty } }
            @{ Name = 'Backup-PiecesLibrary'; Parameter = @{ Path = $folder; Uri = $gone } }
            @{ Name = 'Backup-PiecesLibrary'; Parameter = $here; Setup = $damage }
            @{ Name = 'Backup-PiecesLibrary'; Parameter = $here; Setup = "Remove-Item function:Export-PiecesLibrary; function Remove-Item { throw 'in use' }" }
            @{ Name = 'Backup-PiecesLibrary'; Parameter = @{ Path = $used; Uri = "$($sandbox.Uri)" } }
        )
        $lock.Dispose()
        $results.ExitCode | Should -Be (0, 0, 0, 2, 2, 2, 1, 2, 3, 1)
        $good = @($results[1, 2] | ForEach-Object { $_.Output | Where-Object Action -EQ Created })
        $results[2].Output[1].Action | Should -Be Removed
        $results[2].Output[1].Path | Should -Be $results[0].Output.Path
        $results[3].Errors | Should -Match "has 0 assets, and had $($ids.Count)"
        $results[6].Errors | Should -Match '^ServerNotFound,'
        $results[7].Errors | Should -Match 'differs from its hash'
        $results[7].Output[0].Damaged | Should -Be 1

        # The oldest could not be deleted.
        $results[8].Errors | Should -Match 'in use'
        (Get-Backup $folder).FullName | Should -Be (@($good.Path) + $results[8].Output.Path + (Join-Path $folder library-of-mine))
        (Get-Backup $folder incomplete).Count | Should -Be 2

        $results[9].Errors | Should -Match 'Another backup .* is running'
        (Get-ChildItem $used -Force).Name | Should -Be .lock
    }
}

Describe 'Publish-ReleaseSnippet' {
    BeforeAll {
        Reset-Sandbox 20
        $snippets = New-Folder
        Set-Content (Join-Path $snippets deploy.ps1) 'Get-Service'
        Set-Content -LiteralPath (Join-Path $snippets 'a[1] 日本語.sh') 'ls -l'
        Set-Content (Join-Path $snippets "it's.md") '# Notes'
        [IO.File]::WriteAllBytes((Join-Path $snippets all.bin), [byte[]] (0..255))
        $names = (Get-ChildItem $snippets).Name | Sort-Object

        # Each file is one asset of the release with one link that opens, and the table has exactly these.
        function Assert-Published([string] $Release, [string] $Csv) {
            $assets = @(Get-PiecesAsset -Tag "release-$Release" -NoContent -Connection $sandbox)
            $assets.Name | Sort-Object | Should -Be $names
            $shares = @(Get-PiecesShare -NoContent -Connection $sandbox | Where-Object AssetId -In $assets.Id)
            $shares.Count | Should -Be $names.Count
            $shares.AssetId | Sort-Object -Unique | Should -HaveCount $names.Count
            $rows = @(Import-Csv $Csv -Encoding UTF8)
            $rows.Name | Sort-Object | Should -Be $names
            $rows.Link | Sort-Object | Should -Be ($shares.Link | Sort-Object)
            foreach ($share in $shares) { Get-PageStatus $share.Link | Should -Be 200 }
        }
    }

    It 'publishes as a scheduled command, with one link for each snippet' {
        $csv = Join-Path (New-Folder) links.csv
        Start-Runbook Publish-ReleaseSnippet '-Release', 'v1.0', '-Path', (Join-Path $snippets *), '-CsvPath', $csv, '-Uri', "$($sandbox.Uri)" -Interactive
        Assert-Published v1.0 $csv
    }

    It 'ends with the same links in spite of faults' {
        $lost = @{ path = '/linkify$'; method = 'POST'; truncateAfterBytes = 10; times = 1 }, @{ path = '/assets/create'; method = 'POST'; truncateAfterBytes = 10; times = 1 }
        $cases = [ordered] @{
            well        = @{ Codes = 0, 0 }
            unavailable = @{ Codes = 2, 0; Fault = @(@{ path = '/linkify$'; method = 'POST'; status = 503; times = 2 }) }
            lost        = @{ Codes = 2, 0; Fault = $lost }
            dropped     = @{ Codes = 1, 0; Fault = @(@{ path = '/shares'; method = 'GET'; drop = $true }) }
            slow        = @{ Codes = 0, 0; Fault = @(@{ path = '/assets/create'; delayMs = 200 }, @{ path = '/assets$'; trickleBytesPerSecond = 400000 }) }
            broken      = @{ Codes = 1, 0; Fault = @(@{ path = '/assets$'; method = 'GET'; malformedAfterBytes = 5000 }) }
        }
        $runs = foreach ($name in $cases.Keys) {
            $cases[$name].Csv = Join-Path (New-Folder) links.csv
            $parameter = @{ Release = $name; Path = (Join-Path $snippets *); CsvPath = $cases[$name].Csv; Uri = "$($sandbox.Uri)" }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = $parameter; Fault = $cases[$name].Fault }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = $parameter }
        }
        $missing = Join-Path (New-Folder) links.csv
        $runs += @{ Name = 'Publish-ReleaseSnippet'; Parameter = @{ Release = 'x'; Path = (Join-Path $snippets *); CsvPath = $missing; Uri = $gone } }

        $results = Invoke-Runbook $runs
        $i = 0
        foreach ($name in $cases.Keys) {
            $first, $second = $results[$i++, $i++]
            $first.ExitCode, $second.ExitCode | Should -Be $cases[$name].Codes -Because "the server is $name first: $($first.Errors)"
            $second.Errors | Should -BeNullOrEmpty
            $second.Output.Name | Sort-Object | Should -Be $names
            Assert-Published $name $cases[$name].Csv
        }
        $results[1].Output.Action | Should -Be (@('Existing') * $names.Count)
        @($results[2].Errors).Count | Should -Be 2
        $results[-1].ExitCode | Should -Be 1
        $results[-1].Errors | Should -Match '^ServerNotFound,'
        $missing | Should -Not -Exist
    }

    It 'revokes the links of old releases once, in spite of faults, and does not publish them again' {
        $csv = Join-Path (New-Folder) links.csv
        New-PiecesAsset 'kept for long' -Name 'Long-lived' -Tag stable -Connection $sandbox | Out-Null
        $other = Join-Path (New-Folder) other.csv
        Set-Content $other 'Name,Link', 'a,b'
        $same = New-Folder
        Set-Content (Join-Path $same deploy.ps1) 'another'
        $age = "`$rows = Import-Csv '$csv' -Encoding UTF8; foreach (`$row in `$rows) { if (`$row.Release -eq 'old') { `$row.Published = '2026-01-02T03:04:05Z' } }; `$rows | Export-Csv '$csv' -Encoding UTF8"
        $old = @{ Release = 'old'; Path = (Join-Path $snippets *); Tag = 'stable'; CsvPath = $csv; Uri = "$($sandbox.Uri)" }
        $new = @{ Release = 'new'; Tag = 'stable'; CsvPath = $csv; Uri = "$($sandbox.Uri)" }
        $revoke = @{ CsvPath = $csv; RevokeOlderThan = 7; Uri = "$($sandbox.Uri)" }
        $faults = @(@{ path = '/linkify/*/revoke'; status = 503; times = 1 }, @{ path = '/linkify/*/revoke'; truncateAfterBytes = 0; times = 1 })
        $results = Invoke-Runbook @(
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = $old }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = $new }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = $revoke; Setup = $age; Fault = $faults }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = $revoke }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = $revoke }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = $old }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = $revoke + @{ Release = 'x'; Path = (Join-Path $snippets no*) } }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = $revoke + @{ Release = 'x'; Path = (Join-Path $snippets deploy.ps1), (Join-Path $same *) } }
            @{ Name = 'Publish-ReleaseSnippet'; Parameter = @{ Release = 'x'; Tag = 'stable'; CsvPath = $other; Uri = "$($sandbox.Uri)" } }
        )
        $results.ExitCode | Should -Be (0, 0, 2, 0, 0, 0, 1, 1, 1)
        $results[6].Errors | Should -Match 'No file matches -Path'
        $results[7].Errors | Should -Match "Several files have the name 'deploy.ps1'"
        $results[8].Errors | Should -Match 'lacks the columns: Release, Published'
        Get-Content $other | Should -Be 'Name,Link', 'a,b'
        @($results[2].Errors).Count | Should -Be 2
        @($results[2].Output | Where-Object Action -EQ Revoked).Count | Should -Be ($names.Count - 2)
        @($results[3].Output | Where-Object Action -EQ Revoked).Count | Should -Be 2
        $results[4].Output | Should -BeNullOrEmpty

        # The newer release uses the link too.
        $results[1].Output.Action | Should -Be Existing
        Get-PageStatus $results[1].Output.Link | Should -Be 200
        foreach ($row in $results[0].Output | Where-Object Name -NE 'Long-lived') { Get-PageStatus $row.Link | Should -Be 410 }
        @($results[5].Output | Where-Object Action -EQ AlreadyRevoked).Count | Should -Be $names.Count
        @(Import-Csv $csv | Where-Object Revoked).Count | Should -Be $names.Count
        @(Import-Csv $csv).Count | Should -Be ($names.Count + 2)
    }
}

Describe 'Revoke-StaleLink' {
    BeforeAll {
        # Seven links: four to revoke, two excepted, one new.
        function Reset-Link {
            Reset-Sandbox 30
            $assets = @(Get-PiecesAsset -NoContent -First 6 -Connection $sandbox)
            Update-PiecesAsset $assets[3].Id -AddTag 'keep this' -Connection $sandbox | Out-Null
            $script:links = [ordered] @{
                public     = New-PiecesLink $assets[0].Id -Connection $sandbox
                private    = New-PiecesLink $assets[1].Id -Access Private -User ada@example.com, grace@example.com -Connection $sandbox
                collection = New-PiecesLink $assets[0, 1].Id -AsCollection -Name 'old,"notes"' -Connection $sandbox
                second     = New-PiecesLink $assets[0].Id -Connection $sandbox
                named      = New-PiecesLink $assets[2, 4].Id -AsCollection -Name 'handbook-1' -Connection $sandbox
                tagged     = New-PiecesLink $assets[3].Id -Connection $sandbox
                new        = New-PiecesLink $assets[5].Id -Connection $sandbox
            }
            foreach ($name in $links.Keys | Where-Object { $_ -ne 'new' }) { Set-ShareAge $links[$name] 40 }
        }

        function Assert-Revoked {
            (Get-PiecesShare -NoContent -Connection $sandbox).Id | Sort-Object | Should -Be ($links.named.Id, $links.tagged.Id, $links.new.Id | Sort-Object)
            Get-PageStatus $links.public.Link | Should -Be 410
            Get-PageStatus $links.new.Link | Should -Be 200
        }
    }

    It 'reads the library of the connection of the session' {
        Reset-Link
        $before = $env:PIECES_OS_URL
        $env:PIECES_OS_URL = 'http://127.0.0.1:1'
        try {
            $reported = & (Join-Path $runbooks Revoke-StaleLink.ps1)
            $again = & (Join-Path $runbooks Revoke-StaleLink.ps1) -TimeoutSec 60
        }
        finally { $env:PIECES_OS_URL = $before }

        $links.public.Link | Should -BeIn $reported.Link
        $links.public.Link | Should -BeIn $again.Link
        (Get-PiecesOsConnection).Uri | Should -Be $sandbox.Uri
    }

    It 'revokes and reports as a scheduled command' {
        Reset-Link
        $csv = Join-Path (New-Folder) report.csv
        $arguments = '-Revoke', '-ExceptName', 'handbook-*', '-ExceptTag', 'keep*', '-ReportPath', $csv, '-Uri', "$($sandbox.Uri)"
        Start-Runbook Revoke-StaleLink $arguments -Interactive
        Assert-Revoked

        $report = @(Import-Csv $csv -Encoding UTF8)
        $report.Count | Should -Be 7
        ($report | Where-Object ShareId -EQ $links.private.Id).Access | Should -Be PRIVATE
        ($report | Where-Object ShareId -EQ $links.collection.Id).Name | Should -Be 'old,"notes"'
        ($report | Where-Object ShareId -EQ $links.named.Id).Action | Should -Be Excepted
        ($report | Where-Object ShareId -EQ $links.tagged.Id).Action | Should -Be Excepted
        [double] ($report | Where-Object ShareId -EQ $links.public.Id).AgeDays | Should -Be 40
        @($report | Where-Object Action -EQ Revoked).Count | Should -Be 4
    }

    It 'ends with the same links in spite of faults, and revokes nothing without the whole list' {
        Reset-Link
        $csv = Join-Path (New-Folder) report.csv
        $audit = @{ ExceptName = 'handbook-*'; ExceptTag = 'keep this'; Uri = "$($sandbox.Uri)" }
        $revoke = $audit + @{ Revoke = $true; ReportPath = $csv }
        $wrong = $revoke.Clone()
        $wrong.ExceptTag = @('keep this', 'kep')
        $nowhere = $revoke.Clone()
        $nowhere.Uri = $gone
        $faults = @(
            @{ path = '/shares'; method = 'GET'; status = 503; times = 1; headers = @{ 'Retry-After' = '0' } }
            @{ path = '/linkify/*/revoke'; status = 503; times = 1 }
            @{ path = '/linkify/*/revoke'; truncateAfterBytes = 0; times = 1 }
            @{ path = '/linkify/*/revoke'; delayMs = 300 }
        )
        $results = Invoke-Runbook @(
            @{ Name = 'Revoke-StaleLink'; Parameter = $wrong }
            @{ Name = 'Revoke-StaleLink'; Parameter = $nowhere }
            @{ Name = 'Revoke-StaleLink'; Parameter = $revoke; Fault = @(@{ path = '/shares'; method = 'GET'; drop = $true }) }
            @{ Name = 'Revoke-StaleLink'; Parameter = $revoke; Fault = @(@{ path = '/shares'; method = 'GET'; malformedAfterBytes = 3000 }) }
            @{ Name = 'Revoke-StaleLink'; Parameter = $audit; Fault = @(@{ path = '/shares'; delayMs = 500 }) }
            @{ Name = 'Revoke-StaleLink'; Parameter = $revoke; Fault = $faults }
            @{ Name = 'Revoke-StaleLink'; Parameter = $revoke }
            @{ Name = 'Revoke-StaleLink'; Parameter = $revoke }
            @{ Name = 'Revoke-StaleLink'; Parameter = $revoke; Fault = @(@{ path = '/shares'; status = 200; body = @{ iterable = @(@{ id = $links.new.Id; link = 'http://x/?p=1'; access = 'PUBLIC' }) } }) }
            @{ Name = 'Revoke-StaleLink'; Parameter = $revoke; Setup = 'function Get-PiecesAsset { [CmdletBinding()] param($Tag, [switch] $NoContent, $Connection) Write-Warning unknown }' }
        )
        $results.ExitCode | Should -Be (1, 1, 1, 1, 3, 2, 0, 0, 0, 1)
        $results[0].Errors | Should -Match "No asset has the tag 'kep'"
        @($results[4].Output | Where-Object Action -EQ Stale).Count | Should -Be 4 -Because 'the runs before revoked nothing'
        @($results[5].Errors).Count | Should -Be 2
        @($results[5].Output | Where-Object Action -EQ Revoked).Count | Should -Be 2
        @($results[6].Output | Where-Object Action -EQ Revoked).Count | Should -Be 1 -Because 'the response of another was lost'
        @($results[7].Output).Count | Should -Be 3
        $results[8].Output.Action | Should -Be Kept
        $results[8].Warnings | Should -Match 'does not report the age'
        $results[9].Errors | Should -Match 'does not report all tags'
        Assert-Revoked
    }
}

Describe 'Test-CloudflareDrift' {
    BeforeAll {
        Reset-Sandbox 0
        Invoke-SandboxAdmin $sandbox cloudflare/sample -Method Post -Body @{} | Out-Null
        Invoke-SandboxAdmin $sandbox cloudflare -Method Put -Body @{ delayMs = 0 } | Out-Null
        $account = '023e105f4ecef8ad9ca31a8372d0c353'
        $variables = @{
            CLOUDFLARE_API_TOKEN  = 'sandbox-cloudflare-read-token-0123456789'
            CLOUDFLARE_ACCOUNT_ID = $account
            CLOUDFLARE_BASE_URL   = "$($sandbox.Uri)client/v4"
        }
        $before = @{}
        foreach ($name in $variables.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            Set-Item "env:$name" $variables[$name]
        }
        $desired = Join-Path (New-Folder) shares.json
        Export-CloudflareShare -Path $desired -Connection $sandbox | Out-Null
    }

    AfterAll { foreach ($name in $before.Keys) { Set-Item "env:$name" $before[$name] } }

    It 'finds no difference as a scheduled command' {
        $csv = Join-Path (New-Folder) drift.csv
        Start-Runbook Test-CloudflareDrift '-Path', $desired, '-ReportPath', $csv
        Get-Content $csv | Should -BeNullOrEmpty
    }

    It 'finds the same differences in spite of faults, and changes nothing' {
        $state = Get-Content $desired -Raw | ConvertFrom-Json
        $removed = $state.shares[0].name
        $state.shares = @($state.shares | Select-Object -Skip 1)
        $changed = Join-Path (New-Folder) shares.json
        $state | ConvertTo-Json -Depth 20 | Set-Content $changed
        $csv = Join-Path (New-Folder) drift.csv
        $here = @{ Path = $changed; ReportPath = $csv }
        $list = '/client/v4/accounts/*/shares'
        Clear-SandboxRequest $sandbox
        $results = Invoke-Runbook -ShowsPlan @(
            @{ Name = 'Test-CloudflareDrift'; Parameter = @{ Path = $desired } }
            @{ Name = 'Test-CloudflareDrift'; Parameter = $here }
            @{ Name = 'Test-CloudflareDrift'; Parameter = $here; Fault = @(@{ path = $list; status = 503; times = 2; headers = @{ 'Retry-After' = '0' } }) }
            @{ Name = 'Test-CloudflareDrift'; Parameter = $here; Fault = @(@{ path = $list; drop = $true }) }
            @{ Name = 'Test-CloudflareDrift'; Parameter = $here; Fault = @(@{ path = $list; malformedAfterBytes = 100 }) }
            @{ Name = 'Test-CloudflareDrift'; Parameter = $here + @{ BaseUri = "$gone/client/v4" } }
            @{ Name = 'Test-CloudflareDrift'; Parameter = $here; Fault = @(@{ path = $list; delayMs = 300 }) }
            @{ Name = 'Test-CloudflareDrift'; Parameter = $here + @{ IgnoreExtra = $true } }
        )
        $results.ExitCode | Should -Be (0, 3, 3, 1, 1, 1, 3, 0)
        foreach ($result in $results[1, 2, 6]) {
            $difference = @($result.Output | Where-Object { $_.Kind -eq 'Share' })
            $difference.Action | Should -Be Remove
            $difference.Share | Should -Be $removed
        }
        Get-SandboxRequest $sandbox | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }
}

Describe 'Invoke-RemoteRunbook' {
    It 'has one result for each computer, and an error for each that fails' {
        Skip-InWindowsPowerShell 'PSSession.Create'
        Reset-Sandbox 20
        $folder = New-Folder
        $hanging = Join-Path $TestDrive Start-Waiting.ps1
        Set-Content $hanging 'Write-Warning waiting; Start-Sleep 60'

        # Remoting is not set up here, so each session is that of another process of this computer.
        $driver = Join-Path $TestDrive remote.ps1
        Set-Content $driver @"
function New-LocalSession([string] `$Uri) {
    `$runspace = [runspacefactory]::CreateOutOfProcessRunspace(`$null)
    `$session = [System.Management.Automation.Runspaces.PSSession]::Create(`$runspace, 'Process', `$null)
    if (`$Uri) {
        `$runspace.Open()
        Invoke-Command -Session `$session { `$env:PIECES_OS_URL = `$args[0] } -ArgumentList `$Uri
    }
    `$session
}

# The third one is not connected.
`$sessions = (New-LocalSession '$($sandbox.Uri)'), (New-LocalSession '$gone'), (New-LocalSession)
`$results = foreach (`$run in 1, 2) {
    `$output = @(& '$runbooks/Invoke-RemoteRunbook.ps1' -Runbook '$runbooks/Backup-PiecesLibrary.ps1' -Parameter @{ Path = '$folder'; Keep = 1 } -Session `$sessions 2>&1)
    @{
        ExitCode = `$LASTEXITCODE
        Results  = @(`$output | Where-Object { `$_ -isnot [Management.Automation.ErrorRecord] })
        Errors   = @(`$output | Where-Object { `$_ -is [Management.Automation.ErrorRecord] } | ForEach-Object { "`$_" })
    }
}
`$waiting = @(& '$runbooks/Invoke-RemoteRunbook.ps1' -Runbook '$hanging' -Session `$sessions[0] -TimeoutMinutes 0.03 2>`$null 3>&1)
@{
    Runs     = `$results
    Waiting  = `$waiting | Where-Object { `$_ -isnot [Management.Automation.WarningRecord] }
    Warnings = @(`$waiting | Where-Object { `$_ -is [Management.Automation.WarningRecord] } | ForEach-Object { "`$_" })
} | Export-Clixml '$folder.xml' -Depth 5
`$sessions.Runspace | ForEach-Object Dispose
"@
        (Invoke-Process ($PowerShell.Arguments + '-File' + $driver)).Output | Should -BeNullOrEmpty
        $all = Import-Clixml "$folder.xml"

        foreach ($run in $all.Runs) {
            $run.ExitCode | Should -Be 2
            $run.Results.Succeeded | Should -Be ($true, $false, $false)
            $run.Results[0].ExitCode | Should -Be 0
            $run.Results[1].ExitCode | Should -Be $null
            $run.Results[2].ExitCode | Should -Be $null
            @($run.Errors).Count | Should -Be 2
            $run.Errors[0] | Should -Match 'ServerNotFound|No Pieces OS|127\.0\.0\.1:9'
        }

        # The objects of the other process have their properties.
        $created = $all.Runs[1].Results[0].Output | Where-Object Action -EQ Created
        $created.AssetCount | Should -Be 20
        $created.Counts | Should -BeTrue
        @($all.Runs[1].Results[0].Output | Where-Object Action -EQ Removed).Count | Should -Be 1
        (Get-ChildItem $folder).FullName | Should -Be $created.Path

        $all.Waiting.Succeeded | Should -BeFalse
        $all.Waiting.Errors | Should -Match 'did not end within'
        $all.Warnings | Should -Match 'waiting'
    }
}
