namespace PiecesOs.Trust.Tests.Matrix;

/// <summary>Every cmdlet that sends requests, with arguments that cause different requests.</summary>
internal static class OperationList
{
    /// <summary>Exported cmdlets that are not tested with faults, and the reason.</summary>
    public static IReadOnlyDictionary<string, string> Excluded { get; } = new Dictionary<string, string>
    {
        ["Disconnect-PiecesOs"] = "sends nothing",
        ["Get-PiecesOsConnection"] = "sends nothing",
        ["Connect-CloudflareSharing"] = "sends nothing",
        ["Disconnect-CloudflareSharing"] = "sends nothing",
        ["Get-CloudflareSharingConnection"] = "sends nothing",
        ["Start-PiecesServer"] = "starts its own server",
        ["Get-PiecesServer"] = "sends nothing",
        ["Stop-PiecesServer"] = "stops its own server",
        ["Backup-PiecesServer"] = "uses an admin path of its own server",
        ["Start-PiecesSandbox"] = "starts its own server",
        ["Get-PiecesSandbox"] = "sends nothing",
        ["Stop-PiecesSandbox"] = "stops its own server",
        ["Edit-PiecesAsset"] = "opens an editor, and then sends what Update-PiecesAsset -Text sends",
        ["Invoke-PiecesRequest"] = "accepts any response",
    };

    /// <summary>All operations. <see cref="TrialEnvironment"/> defines the variables.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("Export-PiecesLibrary", "$out -Confirm:$false")
        {
            // Without the list, the assets are requested by their IDs. Without the shares, the export is not complete.
            Optional = ["/.well-known/version", "/materials/", "/assets", "/shares"],
            ErrorAfterResult = "ExportIncomplete",
        },
        new("Import-PiecesLibrary", "$export -Confirm:$false") { IsChange = true, IsBatch = true },
        new("Import-PiecesLibrary", "$export/content -As Files -Confirm:$false") { IsChange = true, IsBatch = true, Optional = ["/connect", "/materials/", "/assets/{id}", "/asset/update"] },
        new("Watch-PiecesAsset", "-IncludeExisting -MaxEvent 4 -Timeout 4") { Watches = true },
        new("Watch-PiecesAsset", "-Identifier -IncludeExisting -MaxEvent 4 -Timeout 4") { Watches = true },
        new("Watch-PiecesAsset", "-Transferable -IncludeExisting -MaxEvent 4 -Timeout 4") { Watches = true },
        new("Watch-PiecesSuggestion", "-Timeout 3") { Watches = true },
        new("Connect-PiecesOs", "$uri -TimeoutSec $limit") { Optional = ["/connect", "/.well-known/", "/user"] },
        new("Test-PiecesOs") { ReportsFaults = true },
        new("Test-PiecesOs", "-Detailed") { ReportsFaults = true, Optional = ["/.well-known/version", "/user"] },
        new("Get-PiecesAsset"),
        new("Get-PiecesAsset", "-NoContent -First 2") { EndsEarly = true },
        new("Get-PiecesAsset", "-Id $asset"),
        new("Get-PiecesAsset", "-Id $name"),
        new("Get-PiecesAsset", "-Language ps1 -MaxSize 1000000") { LeavesOut = "/assets/{id}" },
        new("Get-PiecesTag") { NewerPath = "/tags" },
        new("Search-PiecesAsset", "retry"),
        new("Search-PiecesAsset", "-Phrase git"),
        new("Get-PiecesAssetContent", "$asset"),
        new("Get-PiecesAssetFormat", "$asset"),
        new("Find-PiecesSecret"),
        new("Find-PiecesSecret", "$asset"),
        new("Get-PiecesAssetIdentifier"),
        new("Get-PiecesPseudoAsset"),
        new("Get-PiecesRecommendedAsset", "$asset"),
        new("Get-PiecesRelatedAsset", "$asset"),
        new("New-PiecesAssetDraft", "'Get-Date # draft'") { Optional = ["/connect"] },
        new("New-PiecesAsset", "'Get-Date # text' -Name 'From a text'") { IsChange = true, Optional = ["/connect"] },
        new("New-PiecesAsset", "-LiteralPath $file") { IsChange = true, Optional = ["/connect"] },
        new("Update-PiecesAsset", "$asset -Text 'Get-Date # updated' -Confirm:$false") { IsChange = true },
        new("Remove-PiecesAsset", "$asset -Confirm:$false") { IsChange = true },
        new("Remove-PiecesAsset", "$name -Confirm:$false -PassThru") { IsChange = true },
        new("Save-PiecesAsset", "$asset -Destination $out -Confirm:$false"),
        new("Get-PiecesShare"),
        new("Get-PiecesShare", "-Id $share"),
        new("New-PiecesShare", "$asset -Confirm:$false") { IsChange = true, Optional = ["/connect"] },
        new("Update-PiecesShare", "$share -Access Private -User ada@example.com -Confirm:$false") { IsChange = true },
        new("Remove-PiecesShare", "$share -Confirm:$false") { IsChange = true },
        new("Add-PiecesShareScore", "$share -Confirm:$false") { IsChange = true },
        new("New-PiecesLink", "$asset -Confirm:$false") { IsChange = true, Optional = ["/connect"] },
        new("New-PiecesLink", "$asset, $asset2 -AsCollection -Name trust -Confirm:$false") { IsChange = true, NamesLink = true, Optional = ["/connect"] },
        new("New-PiecesLink", "-Text 'Get-Date # link' -Confirm:$false") { IsChange = true, Optional = ["/connect"] },
        new("Revoke-PiecesLink", "$link -Confirm:$false") { IsChange = true },
        new("Get-CloudflareShare"),
        new("Get-CloudflareShare", "-Id $cfShare"),
        new("New-CloudflareShare", "'From the trials' $cfAccount -Resource @{ ResourceId = '372e67954025e0ba6aaa6d586b9e0b59'; ResourceType = 'custom-ruleset' } -Confirm:$false") { IsChange = true },
        new("Set-CloudflareShare", "$cfShare 'Another name' -Confirm:$false") { IsChange = true },
        new("Remove-CloudflareShare", "$cfShare -Confirm:$false") { IsChange = true },
        new("Sync-CloudflareShare", "-InputObject @{ name = 'From a plan'; recipients = @(@{ accountId = $cfAccount }); resources = @(@{ resourceId = '372e67954025e0ba6aaa6d586b9e0b59'; resourceType = 'custom-ruleset' }) } -TimeoutSec 5 -Confirm:$false")
        {
            IsChange = true,
            WaitsFor = "/client/v4/accounts/{id}/shares/{id}/recipients",
        },
        new("Export-CloudflareShare", "(Join-Path (New-Item $out -ItemType Directory -Force) shares.json) -Force -Confirm:$false"),
        new("Get-CloudflareShareRecipient", "$cfShare"),
        new("Add-CloudflareShareRecipient", "$cfShare $cfAccount -Confirm:$false") { IsChange = true },
        new("Set-CloudflareShareRecipient", "$cfShare $cfAccount -Confirm:$false") { IsChange = true },
        new("Remove-CloudflareShareRecipient", "$cfRecipient $cfShare -Confirm:$false") { IsChange = true },
        new("Get-CloudflareShareExcludedRecipient", "$cfForAll"),
        new("Get-CloudflareShareExcludedRecipient", "$cfForAll -Id $cfExcluded"),
        new("Add-CloudflareShareExcludedRecipient", "$cfForAll $cfAccount -Confirm:$false") { IsChange = true },
        new("Set-CloudflareShareExcludedRecipient", "$cfForAll $cfAccount -Confirm:$false") { IsChange = true },
        new("Remove-CloudflareShareExcludedRecipient", "$cfExcluded $cfForAll -Confirm:$false") { IsChange = true },
        new("Get-CloudflareShareResource", "$cfShare"),
        new("Add-CloudflareShareResource", "$cfShare 4fd3a1b0c2e54d6f8a7b9c0d1e2f3a4b gateway-policy -Confirm:$false") { IsChange = true },
        new("Set-CloudflareShareResource", "$cfResource $cfShare -Meta @{ owner = 'trust' } -Confirm:$false") { IsChange = true },
        new("Remove-CloudflareShareResource", "$cfResource $cfShare -Confirm:$false") { IsChange = true },
    ];
}
