using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PiecesOs.Loader;

/// <summary>
/// Loads the assembly with the cmdlets so that it uses the libraries beside it, whatever another module has loaded, and returns it. Only
/// PiecesOs.psm1 uses this command. It is a command so that the script needs no other expressions, which PowerShell would compile in each
/// session (decision 43).
/// </summary>
/// <exception cref="InvalidOperationException">The session is constrained, or another copy of the module is loaded. ImportError.ps1 says so.</exception>
[Cmdlet(VerbsData.Import, "PiecesOsAssembly")]
[OutputType(typeof(Assembly))]
public sealed class ImportPiecesOsAssemblyCommand : PSCmdlet
{
    private const string Name = "PiecesOs";

    /// <summary>The folder of the module.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Folder { get; set; } = string.Empty;

    /// <summary>Runs when the module is removed.</summary>
    [Parameter(Mandatory = true)]
    public ScriptBlock? OnRemove { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Otherwise, the views could not call what formats their values.
        if (SessionState.LanguageMode != PSLanguageMode.FullLanguage)
            throw new InvalidOperationException("The module needs the full language.");

        // A second copy would have types with the same names.
        var isAnotherLoaded = AppDomain.CurrentDomain.GetAssemblies().Any(loaded =>
            loaded.FullName.StartsWith(Name + ",", StringComparison.Ordinal)
            && !loaded.Location.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase));
        if (isAnotherLoaded)
            throw new InvalidOperationException("Another copy of the module is loaded.");

        // LoadFile returns the same assembly each time, and PowerShell finds its types by name.
        var assembly = Assembly.LoadFile(FindFile());
        RuntimeHelpers.RunClassConstructor(assembly.GetType("PiecesOs.Module.OwnAssemblies", throwOnError: true).TypeHandle);
        SessionState.Module.OnRemove = OnRemove;
        WriteObject(assembly);
    }

    private string FindFile()
    {
        if (((Hashtable)GetVariableValue("PSVersionTable"))["PSEdition"] is not "Core")
            return Path.Combine(Folder, "net472", Name + ".dll");

        // For common platforms there are compiled copies, which start faster (decision 42).
        var folder = Path.Combine(Folder, "net8.0");
        var compiled = Path.Combine(folder, AppContext.GetData("RUNTIME_IDENTIFIER") as string ?? string.Empty, Name + ".dll");
        return File.Exists(compiled) ? compiled : Path.Combine(folder, Name + ".dll");
    }
}
