namespace HelpBuilder;

/// <summary>Writes the help file of the module from the pages: <c>HelpBuilder docs/cmdlets https://project PiecesOs.dll-Help.xml</c>.</summary>
public static class Program
{
    /// <summary>Writes the file. Exit code 1 means that a page cannot be parsed.</summary>
    /// <param name="arguments">The folder of the pages, the address of the repository, and the file to write.</param>
    public static int Main(string[] arguments)
    {
        if (arguments is not [var pages, var project, var file] || !Uri.TryCreate(project, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            Console.Error.WriteLine("Specify the folder of the pages, the https address of the repository, and the file to write.");
            return 1;
        }

        try
        {
            File.WriteAllText(file, MamlWriter.Write(HelpPages.Read(pages), address));
            return 0;
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
