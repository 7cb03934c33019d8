using System;
using System.IO;
using System.Runtime.Loader;
using QuickstartOnDouble;

// The walk-through of samples/quickstart.ps1 for machines without a PowerShell: the same cmdlets, on the test double.
if (args is not [var module] || !Directory.Exists(Path.Combine(module, "net8.0")))
{
    Console.Error.WriteLine("Give the folder of the staged module, which build.sh makes: out/PiecesOs");
    return 2;
}

var assemblies = Path.GetFullPath(Path.Combine(module, "net8.0"));
AssemblyLoadContext.Default.Resolving += (context, name) =>
{
    var file = Path.Combine(assemblies, name.Name + ".dll");
    return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
};

try
{
    await Walkthrough.RunAsync();
    return 0;
}
catch (WalkthroughException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
