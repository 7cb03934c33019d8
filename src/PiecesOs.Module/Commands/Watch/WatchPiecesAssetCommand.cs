namespace PiecesOs.Module;

/// <summary>
/// Returns the changes of assets as they happen (operation <c>stream_assets</c>; with -Transferable
/// <c>get_assets_stream_transferables</c>, with -Identifier <c>assets_stream_identifiers</c>). After a broken connection,
/// it compares a new list with the known assets, so that no change is missed or reported twice.
/// </summary>
[Cmdlet(VerbsCommon.Watch, "PiecesAsset", DefaultParameterSetName = "Asset")]
[OutputType(typeof(PiecesAssetEvent))]
public sealed class WatchPiecesAssetCommand : PiecesCmdlet
{
    /// <summary>Read only IDs, which is the least work for the server.</summary>
    [Parameter(ParameterSetName = "Identifier", Mandatory = true)]
    public SwitchParameter Identifier { get; set; }

    /// <summary>Read assets with their content.</summary>
    [Parameter(ParameterSetName = "Transferable", Mandatory = true)]
    public SwitchParameter Transferable { get; set; }

    /// <summary>Return the existing assets first.</summary>
    [Parameter]
    public SwitchParameter IncludeExisting { get; set; }

    /// <summary>The number of seconds after which to end. By default, the watch ends with Ctrl-C, with -MaxEvent, or when the next command stops reading.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(0.001, 31536000)]
    public double? Timeout { get; set; }

    /// <summary>Not a parameter here, because -TimeoutSec is an alias of -Timeout. The limit of the connection applies to each response.</summary>
    public override double? TimeoutSec => null;

    /// <summary>The number of objects after which to end.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxEvent { get; set; }

    /// <inheritdoc/>
    private protected override ServiceAdvice Advice => ServiceAdvice.PiecesStreams;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        new WatchLoop(this, Timeout, MaxEvent).RunAsync(new AssetListener(this, Identifier, Transferable, IncludeExisting).ListenAsync, cancellationToken);
}
