using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Identifies a share by any supported form: the object, an ID, its link, its short code or its name; or several shares by a pattern.</summary>
public sealed class ShareReference : IReference
{
    private ShareReference(object input, string? id, string? code, Share? share)
    {
        Input = input;
        Id = id;
        Code = code;
        Share = share;
    }

    /// <summary>The input value.</summary>
    public object Input { get; }

    /// <summary>The ID, if it is known without a request.</summary>
    public string? Id { get; }

    /// <summary>The short code, name or pattern to look up if there is no ID.</summary>
    public string? Code { get; }

    /// <summary>The link to look up if there is no ID.</summary>
    internal ShareLink? Link { get; private init; }

    /// <summary>The share itself, if it was the input.</summary>
    public Share? Share { get; }

    /// <summary>The name of the share, if it was the input.</summary>
    public string? Name => Share?.Name;

    /// <summary>Whether it can match several shares: there is only a text that contains wildcards and is not a link.</summary>
    public bool IsPattern { get; private init; }

    /// <summary>Converts an object, an ID, a link, a short code, a name or a pattern.</summary>
    /// <exception cref="InvalidCastException">The input is something else.</exception>
    public static ShareReference From(object? input)
    {
        var value = InputObject.Unwrap(input);
        return value switch
        {
            ShareReference reference => reference,
            Share { Id.Length: > 0 } share => new ShareReference(share, share.Id, code: null, share),
            Guid id => new ShareReference(id, id.ToString("D"), code: null, share: null),
            Uri link => FromText(link, link.OriginalString),
            string { Length: > 0 } text => FromText(text, text),
            _ when InputObject.TextOfNumber(input) is { } number => FromText(number, number),
            _ when InputObject.PropertyOf(input, "ShareId", "Id", "Link", "Short") is { } text => FromText(input!, text),
            _ when InputObject.ValueOf(input, "Share") is { } inner => From(inner),
            _ => throw new InvalidCastException(BindingMessages.NotAShare(input)),
        };
    }

    /// <summary>The name, if it is known, and the link, code or ID, for prompts.</summary>
    public override string ToString()
    {
        var place = Share?.Link ?? Code ?? Id;
        return DisplayText.Safe(Name is { Length: > 0 } ? $"{Name} ({place})" : place);
    }

    private static ShareReference FromText(object input, string text)
    {
        if (InputObject.AsId(text) is { } id)
            return new ShareReference(input, id, code: null, share: null);
        if (ShareLink.From(text) is { } link)
            return new ShareReference(input, id: null, link.Code ?? text, share: null) { Link = link };
        return new ShareReference(input, id: null, text, share: null) { IsPattern = !new NamePattern(text).IsLiteral };
    }
}

/// <summary>Converts parameter values to shares in any form; see <see cref="ShareReference"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShareReferenceTransformationAttribute() : EachTransformationAttribute<ShareReference>(ShareReference.From);
