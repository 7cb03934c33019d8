namespace HelpBuilder;

/// <summary>Generates the help file from the pages: <c>dotnet run --project build/Help</c>.</summary>
public static class Program
{
    /// <summary>Writes the file. Exit code 1 means that a page cannot be parsed.</summary>
    public static int Main()
    {
        var root = FindRoot();
        try
        {
            var pages = HelpPages.Read(Path.Combine(root, "docs", "cmdlets"));
            File.WriteAllText(Path.Combine(root, "en-US", "PiecesOs.dll-Help.xml"), MamlWriter.Write(pages));
            Console.WriteLine(FormattableString.Invariant($"Help of {pages.Count} cmdlets is written."));
            return 0;
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PiecesOs.Module.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("This does not lie inside the repository.");
        return folder.FullName;
    }
}
