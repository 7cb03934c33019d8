using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>A possible secret in an asset: its kind and where it is, but not the secret itself.</summary>
public sealed class PiecesSecret : INamesAsset
{
    internal PiecesSecret(Asset asset, string? safeName, PiecesSecretPlace place, FoundSecret secret)
    {
        AssetId = asset.Id;
        Name = safeName;
        Place = place;
        (Kind, Line, Column, Length) = (secret.Kind, secret.Line, secret.Column, secret.Length);
    }

    /// <summary>The ID of the asset.</summary>
    public string? AssetId { get; }

    Asset? INamesAsset.Asset => null;

    /// <summary>The name of the asset. Secrets in it are replaced by asterisks.</summary>
    public string? Name { get; }

    /// <summary>The kind of the secret.</summary>
    public PiecesSecretKind Kind { get; }

    /// <summary>The part of the asset that contains the secret.</summary>
    public PiecesSecretPlace Place { get; }

    /// <summary>The line in which it starts, from 1.</summary>
    public long Line { get; }

    /// <summary>The column in which it starts, from 1, in UTF-16 code units.</summary>
    public long Column { get; }

    /// <summary>Its length in UTF-16 code units.</summary>
    public int Length { get; }

    /// <summary>The kind and the place.</summary>
    public override string ToString() => FormattableString.Invariant($"{Kind} in '{Name ?? AssetId}', {Place}, line {Line}, column {Column}");
}
