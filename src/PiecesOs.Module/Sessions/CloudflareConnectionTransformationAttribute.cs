namespace PiecesOs.Module;

/// <summary>Accepts a live connection or a sandbox; of one that came through a job or a file it says why it is of no use any more.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CloudflareConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => InputObject.Unwrap(inputData) switch
    {
        null => null,
        CloudflareSharingConnection connection => connection,
        PiecesSandbox sandbox => sandbox.Cloudflare,
        _ => throw new ArgumentTransformationMetadataException(
            "This is no live connection of Connect-CloudflareSharing. The token or key in one does not travel to a job or a file: connect there."),
    };
}
