using System.Text.Json;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>A <c>Linkify</c>: the body of <c>linkify</c>. Exactly one of <see cref="Asset"/> and <see cref="Seed"/> is set.</summary>
public sealed class LinkifyBody : JsonBody
{
    /// <summary>The whole asset to share.</summary>
    public Asset? Asset { get; init; }

    /// <summary>What to save and share in one go.</summary>
    public SeedBody? Seed { get; init; }

    /// <summary>Who may open the link.</summary>
    public ShareAccess Access { get; init; }

    /// <summary>The email addresses of the users to share with; needed for <see cref="ShareAccess.Private"/>.</summary>
    public IReadOnlyList<string> UserEmails { get; init; } = [];

    /// <summary>Where else to publish it: a <c>SeededDistributions</c> object (a GitHub gist, emails).</summary>
    public JsonElement? Distributions { get; init; }

    /// <inheritdoc/>
    public override bool IsLarge => Seed?.IsLarge ?? false;

    /// <inheritdoc/>
    public override async Task WriteToAsync(Utf8JsonWriter writer, CancellationToken cancellationToken)
    {
        writer.WriteStartObject();
        writer.WriteAccess(Access, UserEmails);
        if (Distributions is { } distributions)
        {
            writer.WritePropertyName("distributions");
            distributions.WriteTo(writer);
        }

        if (Asset is not null)
        {
            writer.WritePropertyName("asset");
            Asset.WriteTo(writer);
        }

        if (Seed is not null)
        {
            writer.WritePropertyName("seed");
            await Seed.WriteToAsync(writer, cancellationToken).ConfigureAwait(false);
        }

        writer.WriteEndObject();
    }
}
