namespace PiecesOs.Module;

/// <summary>A tag of the library, as <c>Get-PiecesTag</c> returns it.</summary>
public sealed class PiecesTag
{
    internal PiecesTag(string name, int count, bool? isManual) => (Name, Count, IsManual) = (name, count, isManual);

    /// <summary>The text of the tag.</summary>
    public string Name { get; }

    /// <summary>The number of assets that have it.</summary>
    public int Count { get; }

    /// <summary>Whether the user set it on at least one asset; <see langword="null"/> if the server does not report how it was set.</summary>
    public bool? IsManual { get; }

    /// <summary>The text of the tag.</summary>
    public override string ToString() => Name;
}
