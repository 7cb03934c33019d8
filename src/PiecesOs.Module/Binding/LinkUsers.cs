using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The users of links: those of an argument, or of the User column of each row.</summary>
/// <param name="columns">The columns.</param>
/// <param name="access">Who can open the links. A private link requires users.</param>
/// <param name="areInRows">Whether there is pipeline input, which can contain the users.</param>
internal sealed class LinkUsers(RowColumns columns, ShareAccess access, bool areInRows)
{
    private readonly List<string> _collection = [];

    /// <summary>Checks before the first input that there are users.</summary>
    /// <exception cref="TerminatingErrorException">No user is specified, so no input can succeed.</exception>
    public void RequireInArguments(string[]? users)
    {
        if (!areInRows && access == ShareAccess.Private && columns.List("User", users).Length == 0)
            throw new TerminatingErrorException(ErrorFactory.Create(InputErrors.UsersRequired(), access));
    }

    /// <summary>The users of the link of an input.</summary>
    /// <param name="users">The value of the parameter.</param>
    /// <param name="isCollection">Whether the input is part of a collection, which has the users of all its inputs.</param>
    /// <exception cref="InputException">The link is private and there are no users.</exception>
    public string[] Of(string[]? users, bool isCollection)
    {
        var list = columns.List("User", users);
        if (isCollection)
            _collection.AddRange(list.Except(_collection, StringComparer.OrdinalIgnoreCase));
        else if (access == ShareAccess.Private && list.Length == 0)
            throw InputErrors.UsersRequired();
        return list;
    }

    /// <summary>The users of the link of a collection.</summary>
    /// <exception cref="InputException">The link is private and there are no users.</exception>
    public string[] OfCollection() =>
        access == ShareAccess.Private && _collection.Count == 0 ? throw InputErrors.UsersRequired() : [.. _collection];
}
