# Runs before the assemblies are loaded. A session can hold one copy of them; for another copy the engine's own error does not say so.
& {
    $loaded = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'PiecesOs' } | Select-Object -First 1
    if (-not $loaded -or -not $loaded.Location) { return }
    $folder = Split-Path (Split-Path $loaded.Location)
    if ($folder -eq $PSScriptRoot) { return }
    $version = $loaded.GetName().Version.ToString(3)
    $exception = New-Object InvalidOperationException (
        "PiecesOs $version from '$folder' is already loaded in this session. To use the copy in '$PSScriptRoot', import it in a new session.")
    throw (New-Object Management.Automation.ErrorRecord $exception, 'AnotherCopyLoaded', 'ResourceExists', $PSScriptRoot)
}

# The token opens the sandbox's admin path, so it is not serialized. A types file would fail before the check above.
$null = Update-TypeData -TypeName PiecesOs.Module.PiecesSandbox -SerializationMethod SpecificProperties -PropertySerializationSet Uri, ProcessId, DataPath, IsRunning -Force
