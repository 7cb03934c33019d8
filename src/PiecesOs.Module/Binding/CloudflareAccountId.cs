using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Reads the ID of an account. Recipients and exclusions are identified by the ID of their account, and also have one of their own.</summary>
internal static class CloudflareAccountId
{
    /// <summary>Converts an ID, a recipient, or an exclusion.</summary>
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public static string? From(object? input)
    {
        var value = InputObject.Unwrap(input);
        if (value is CloudflareShareRecipient { RecipientAccountId: { Length: > 0 } recipient })
            return recipient;
        if (value is CloudflareShareExcludedRecipient { ExcludedAccountId: { Length: > 0 } excluded })
            return excluded;
        if (CloudflareInput.KindOf(input) is { } kind)
        {
            var property = kind switch
            {
                nameof(CloudflareShareRecipient) => "RecipientAccountId",
                nameof(CloudflareShareExcludedRecipient) => "ExcludedAccountId",
                _ => throw CloudflareCmdletErrors.NotAnAccount(kind),
            };
            return InputObject.PropertyOf(input, property) ?? throw CloudflareCmdletErrors.NotAnAccount(kind);
        }

        if (value is null)
            return null;
        var text = value is Guid ? value.ToString() : value as string ?? CloudflareInput.IdOf(input) ?? throw CloudflareCmdletErrors.NotAnAccount(value.GetType().Name);
        return Guid.TryParseExact(text, "D", out _) ? throw CloudflareCmdletErrors.UuidIsNoAccount(text!) : text;
    }
}

/// <summary>Converts arguments to IDs of accounts; see <see cref="CloudflareAccountId"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CloudflareAccountTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null ? CloudflareInput.Convert(inputData, CloudflareAccountId.From) : CloudflareInput.ConvertAll(inputData, CloudflareAccountId.From);
}
