namespace PiecesOs.Module;

/// <summary>One thing of the server as a user gives it: by its id, or by a name or pattern that has to be looked up.</summary>
internal interface INamed
{
    /// <summary>What was given.</summary>
    object Input { get; }

    /// <summary>The id, when it is known without asking the server.</summary>
    string? Id { get; }

    /// <summary>The name, as far as it is known.</summary>
    string? Name { get; }

    /// <summary>Whether it may stand for several: there is only a name, with wildcards in it.</summary>
    bool IsPattern { get; }
}
