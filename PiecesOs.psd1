@{
    RootModule             = 'PiecesOs.psm1'
    # Goes with VersionPrefix in Directory.Build.props, and Prerelease below with VersionSuffix; the build stops when they differ.
    ModuleVersion          = '0.1.0'
    GUID                   = 'b562b6f3-15e7-4230-abb2-22a50dc66d4f'
    Author                 = 'PiecesOs contributors'
    CompanyName            = 'PiecesOs contributors'
    Copyright              = '(c) PiecesOs contributors. MIT license.'
    Description            = 'Save snippets in Pieces OS, find them, share them as links and revoke the links, from a prompt, a script or an unattended runbook. Includes a local sandbox server for trying the module and for tests. Requires Windows PowerShell 5.1, or PowerShell 7.4 or later.'

    CompatiblePSEditions   = 'Desktop', 'Core'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'

    FormatsToProcess       = 'PiecesOs.Format.ps1xml'

    # Named one by one, so that PowerShell finds a cmdlet's module without loading it.
    CmdletsToExport        = @(
        'Connect-PiecesOs', 'Disconnect-PiecesOs', 'Get-PiecesOsConnection', 'Test-PiecesOs'
        'Get-PiecesAsset', 'New-PiecesAsset', 'Update-PiecesAsset', 'Edit-PiecesAsset', 'Remove-PiecesAsset', 'Search-PiecesAsset', 'Get-PiecesAssetContent'
        'Get-PiecesAssetFormat', 'Get-PiecesAssetIdentifier', 'Get-PiecesPseudoAsset', 'Get-PiecesRelatedAsset', 'Get-PiecesRecommendedAsset'
        'Get-PiecesTag'
        'New-PiecesAssetDraft', 'Watch-PiecesAsset', 'Watch-PiecesSuggestion'
        'Save-PiecesAsset', 'Export-PiecesLibrary', 'Import-PiecesLibrary', 'Find-PiecesSecret'
        'Get-PiecesShare', 'New-PiecesShare', 'Update-PiecesShare', 'Remove-PiecesShare', 'Add-PiecesShareScore'
        'New-PiecesLink', 'Revoke-PiecesLink'
        'Connect-CloudflareSharing', 'Disconnect-CloudflareSharing', 'Get-CloudflareSharingConnection'
        'Get-CloudflareShare', 'New-CloudflareShare', 'Set-CloudflareShare', 'Remove-CloudflareShare'
        'Get-CloudflareShareRecipient', 'Add-CloudflareShareRecipient', 'Set-CloudflareShareRecipient', 'Remove-CloudflareShareRecipient'
        'Get-CloudflareShareExcludedRecipient', 'Add-CloudflareShareExcludedRecipient', 'Set-CloudflareShareExcludedRecipient', 'Remove-CloudflareShareExcludedRecipient'
        'Get-CloudflareShareResource', 'Add-CloudflareShareResource', 'Set-CloudflareShareResource', 'Remove-CloudflareShareResource'
        'Sync-CloudflareShare', 'Export-CloudflareShare'
        'Start-PiecesServer', 'Get-PiecesServer', 'Stop-PiecesServer', 'Backup-PiecesServer'
        'Start-PiecesSandbox', 'Get-PiecesSandbox', 'Stop-PiecesSandbox'
        'Invoke-PiecesRequest'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()

    PrivateData            = @{
        PSData = @{
            Prerelease               = 'preview1'
            # The Gallery filters by the editions and platforms.
            Tags                     = 'Pieces', 'PiecesOS', 'snippets', 'share', 'export', 'Cloudflare',
                'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS'
            # The address of the repository. The pages that Get-Help -Online opens are below it. Set it, and those that begin with
            # it, before the first release: the host belongs to no one.
            ProjectUri               = 'https://piecesos.example'
            LicenseUri               = 'https://piecesos.example/blob/main/LICENSE'
            IconUri                  = 'https://piecesos.example/raw/main/docs/images/icon.png'
            ReleaseNotes             = 'https://piecesos.example/blob/main/CHANGELOG.md'
            RequireLicenseAcceptance = $false
        }
    }
}
