namespace PiecesOs.Module;

/// <summary>All forms that Import-PiecesLibrary reads.</summary>
internal static class LibrarySources
{
    /// <summary>The contents of an export can be of any form, so it is looked for first.</summary>
    private static readonly Form s_library = new(PiecesImportForm.Library, "an export of Export-PiecesLibrary", ExportSource.Recognizes, ExportSource.OpenAsync);

    private static readonly Form[] s_others =
    [
        new(PiecesImportForm.Markdown, "Markdown notes of Export-PiecesLibrary", MarkdownVaultSource.Recognizes, MarkdownVaultSource.Open),
        new(PiecesImportForm.Gist, "clones of gists", GistSource.Recognizes, static path => new GistSource(path)),
        new(PiecesImportForm.SnippetsLab, "JSON of SnippetsLab", SnippetsLabSource.Recognizes, SnippetsLabSource.Open),
        new(PiecesImportForm.MassCode, "JSON or a vault of massCode", MassCodeSource.Recognizes, MassCodeSource.Open),
        new(PiecesImportForm.Raycast, "JSON of Raycast", RaycastSource.Recognizes, RaycastSource.Open),
        new(PiecesImportForm.VSCode, "snippets of VS Code", VSCodeSource.Recognizes, VSCodeSource.Open),
    ];

    /// <summary>Any folder is a folder of files, so this is the form if it is no other.</summary>
    private static readonly Form s_files = new(PiecesImportForm.Files, "files", FilesSource.Recognizes, static path => new FilesSource(path));

    private static IEnumerable<Form> All => [s_library, .. s_others, s_files];

    /// <summary>The form of a file or folder.</summary>
    /// <param name="path">The path.</param>
    /// <param name="specified">The form that the user specified; <see langword="null"/> to recognize it.</param>
    /// <exception cref="InputException">It is none of the forms, several, or not the specified one.</exception>
    public static Form Find(SourcePath path, PiecesImportForm? specified)
    {
        if (specified is { } wanted)
        {
            var form = All.Single(form => form.Id == wanted);

            // The structure of a JSON file is not required, so that a file with nothing but broken snippets can be read.
            var hasAny = form.ReadsFiles ? path.FilesToRead.Count > 0 || form.Recognizes(path) : path.IsFolder;
            return hasAny ? form : throw LibraryErrors.SourceNotRecognized(path.FullPath, [form.Description]);
        }

        if (s_library.Recognizes(path))
            return s_library;
        var found = s_others.Where(form => form.Recognizes(path)).ToArray();
        if (found.Length > 1)
            throw LibraryErrors.SourceAmbiguous(path.FullPath, [.. found.Select(static form => form.Description)]);
        if (found.Length == 1)
            return found[0];
        if (s_files.Recognizes(path))
            return s_files;
        if (!path.IsFolder && path.JsonFiles.Count > 0)
            _ = JsonShape.Of(path.FullPath); // A file that is not JSON is an error that names the place.
        throw LibraryErrors.SourceNotRecognized(path.FullPath, [.. All.Where(form => path.IsFolder || form.ReadsFiles).Select(static form => form.Description)]);
    }

    /// <summary>A form.</summary>
    internal sealed class Form
    {
        private readonly Func<SourcePath, Action<int>, CancellationToken, Task<ILibrarySource>> _open;

        public Form(PiecesImportForm id, string description, Func<SourcePath, bool> recognizes, Func<SourcePath, Action<int>, CancellationToken, Task<ILibrarySource>> open)
        {
            Id = id;
            Description = description;
            Recognizes = recognizes;
            _open = open;
        }

        public Form(PiecesImportForm id, string description, Func<SourcePath, bool> recognizes, Func<SourcePath, ILibrarySource> open)
            : this(id, description, recognizes, (path, _, _) => Task.FromResult(open(path)))
        {
        }

        /// <summary>Which one it is.</summary>
        public PiecesImportForm Id { get; }

        /// <summary>Its name in a message.</summary>
        public string Description { get; }

        /// <summary>Whether a path has this form.</summary>
        public Func<SourcePath, bool> Recognizes { get; }

        /// <summary>Whether it can be a single file.</summary>
        public bool ReadsFiles => Id is PiecesImportForm.SnippetsLab or PiecesImportForm.MassCode or PiecesImportForm.Raycast or PiecesImportForm.VSCode;

        /// <summary>Checks as much as possible before anything is sent, and opens the source.</summary>
        /// <param name="path">The path.</param>
        /// <param name="onFile">Receives the number of verified files.</param>
        /// <param name="cancellationToken">Cancels the operation.</param>
        /// <exception cref="InputException">It cannot be read, or it is damaged.</exception>
        public Task<ILibrarySource> OpenAsync(SourcePath path, Action<int> onFile, CancellationToken cancellationToken) => _open(path, onFile, cancellationToken);
    }
}
