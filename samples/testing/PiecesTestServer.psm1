#requires -Modules PiecesOs

# A sandbox as a test server: for tests of your own scripts that use PiecesOs, or of any other client of Pieces OS or Cloudflare
# Resource Sharing. docs/testing-with-the-sandbox.md is the guide.

function Invoke-Admin($Server, [string] $Path, [string] $Method = 'Get', $Body) {
    $request = @{
        Uri     = [uri]::new($Server.Uri, ".sandbox/$Path")
        Method  = $Method
        Headers = @{ Authorization = "Bearer $($Server.AdminToken)" }
    }
    if ($null -ne $Body) {
        $request.Body = ConvertTo-Json $Body -Depth 10
        $request.ContentType = 'application/json; charset=utf-8'
    }
    Invoke-RestMethod @request
}

<#
.SYNOPSIS
Starts a test server.
.DESCRIPTION
Starts a sandbox and returns it. The PiecesOs cmdlets of the session use it, and so do programs that read PIECES_OS_URL.
Stop-PiecesTestServer stops it and restores the variable.
.PARAMETER Sample
Specifies the number of sample snippets.
.EXAMPLE
BeforeAll { $server = Start-PiecesTestServer -Sample 20 }
#>
function Start-PiecesTestServer([int] $Sample = 0) {
    $server = Start-PiecesSandbox -Sample $Sample -PassThru
    $server | Add-Member -NotePropertyName UrlBefore -NotePropertyValue $env:PIECES_OS_URL
    $env:PIECES_OS_URL = $server.Uri
    $server
}

<#
.SYNOPSIS
Stops a test server.
.PARAMETER Server
Specifies the server that Start-PiecesTestServer returned.
.EXAMPLE
AfterAll { Stop-PiecesTestServer $server }
#>
function Stop-PiecesTestServer($Server) {
    $env:PIECES_OS_URL = $Server.UrlBefore
    Stop-PiecesSandbox $Server
}

<#
.SYNOPSIS
Empties a test server: its data, its faults and its log.
.PARAMETER Server
Specifies the server.
.PARAMETER Sample
Specifies the number of sample snippets to create. The same seed creates the same snippets.
.PARAMETER Seed
Specifies the seed of the samples.
.PARAMETER CloudflareSample
Also creates the sample shares of Cloudflare.
.EXAMPLE
BeforeEach { Reset-PiecesTestServer $server -Sample 20 }
#>
function Reset-PiecesTestServer($Server, [int] $Sample = 0, [int] $Seed = 1, [switch] $CloudflareSample) {
    $null = Invoke-Admin $Server reset Post @{}
    $null = Invoke-Admin $Server faults Delete
    if ($Sample) { $null = Invoke-Admin $Server sample Post @{ count = $Sample; seed = $Seed } }
    if ($CloudflareSample) { $null = Invoke-Admin $Server cloudflare/sample Post @{} }
    $null = Invoke-Admin $Server requests Delete
}

<#
.SYNOPSIS
Makes a test server fail.
.DESCRIPTION
The fault applies to the requests that match Method and Path, in the order in which faults were added, until it has been applied
Times times. Clear-PiecesTestFault removes all faults.
.PARAMETER Server
Specifies the server.
.PARAMETER Path
Specifies the path: its beginning, with * for any part, and $ for its end, such as /assets$ or /asset/*/formats.
.PARAMETER Method
Specifies the HTTP method. By default, all methods match.
.PARAMETER Times
Specifies how often the fault applies. By default, it applies until it is removed.
.PARAMETER Status
Specifies the HTTP status to return instead of the response.
.PARAMETER Body
Specifies the body to return with the status.
.PARAMETER DelayMs
Specifies how many milliseconds to wait before the response.
.PARAMETER TruncateAfterBytes
Closes the connection after this many bytes of the body.
.PARAMETER Drop
Closes the connection without a response.
.EXAMPLE
Add-PiecesTestFault $server /assets$ -Method GET -Status 503 -Times 2
#>
function Add-PiecesTestFault($Server, [string] $Path, [string] $Method, [int] $Times, [int] $Status, [string] $Body, [int] $DelayMs, [int] $TruncateAfterBytes, [switch] $Drop) {
    $fault = @{}
    foreach ($name in 'Path', 'Method', 'Times', 'Status', 'Body', 'DelayMs', 'TruncateAfterBytes') {
        if ($PSBoundParameters.ContainsKey($name)) { $fault[$name.Substring(0, 1).ToLowerInvariant() + $name.Substring(1)] = $PSBoundParameters[$name] }
    }
    if ($Drop) { $fault.drop = $true }
    $null = Invoke-Admin $Server faults Post $fault
}

<#
.SYNOPSIS
Removes all faults of a test server.
.PARAMETER Server
Specifies the server.
#>
function Clear-PiecesTestFault($Server) { $null = Invoke-Admin $Server faults Delete }

<#
.SYNOPSIS
Gets the requests that a test server received.
.DESCRIPTION
Returns objects with method, path, query, status, body, requestBytes, responseBytes, milliseconds and faulted, in the order of
the requests. Reset-PiecesTestServer empties the list.
.PARAMETER Server
Specifies the server.
.PARAMETER Method
Gets only requests with this method.
.PARAMETER Path
Gets only requests with this path. Wildcards are allowed.
.EXAMPLE
(Get-PiecesTestRequest $server -Method POST).path
#>
function Get-PiecesTestRequest($Server, [string] $Method = '*', [string] $Path = '*') {
    foreach ($request in (Invoke-Admin $Server requests).iterable) {
        if ($request.method -like $Method -and $request.path -like $Path) { $request }
    }
}

<#
.SYNOPSIS
Asserts how many requests a test server received.
.DESCRIPTION
Throws an error that lists all requests if the number differs.
.PARAMETER Server
Specifies the server.
.PARAMETER Method
Counts only requests with this method.
.PARAMETER Path
Counts only requests with this path. Wildcards are allowed.
.PARAMETER Times
Specifies the expected number.
.EXAMPLE
Assert-PiecesTestRequest $server POST /linkify -Times 1
#>
function Assert-PiecesTestRequest($Server, [string] $Method = '*', [string] $Path = '*', [int] $Times = 1) {
    $found = @(Get-PiecesTestRequest $Server $Method $Path).Count
    if ($found -eq $Times) { return }
    $all = @(Get-PiecesTestRequest $Server | ForEach-Object { "  $($_.method) $($_.path) $($_.status)" }) -join "`n"
    throw "$Times requests '$Method $Path' were expected, but the server received $found. All requests:`n$all"
}

Export-ModuleMember -Function *-PiecesTest*
