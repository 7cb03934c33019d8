using Json.Schema;
using PiecesOs.Module.Tests.Support;
using Shouldly;

namespace PiecesOs.Module.Tests.Library.Formats;

/// <summary>A test that exports a library and writes it in another form.</summary>
public abstract class FormatTest : LibraryTest
{
    /// <summary>The folder of the form.</summary>
    private protected string Out => Path.Combine(Folder.Path, "out");

    /// <summary>The paths of all files of the form, with <c>/</c>, without the files that start with a dot.</summary>
    private protected string[] OutFiles => [.. Directory.EnumerateFiles(Out, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Out, path).Replace('\\', '/')).Where(static path => path[0] != '.').Order(StringComparer.Ordinal)];

    /// <summary>Exports these assets in the lossless form.</summary>
    private protected void ExportLibrary(params FormAsset[] assets)
    {
        foreach (var asset in assets.Where(static asset => asset.Content is null))
            Server.OnUnlogged($"GET /format/{Sample.Id(asset.Number + 1000)}", Reply.Status(404, "Route not found"));
        PrepareLibrary([.. assets.Select(static asset => asset.ToJson())]);
        RunExport("Force").ShouldSucceed();
    }

    /// <summary>Writes the lossless export in another form, without a connection.</summary>
    private protected CommandResult Convert(LibraryForm form, params string[] switches) =>
        switches.Aggregate(Session.Command<ExportPiecesLibraryCommand>().With("LibraryPath", "export").With("As", form).With("Destination", "out"), static (command, name) => command.With(name)).Run();

    private protected PiecesConversion ConvertAll(LibraryForm form)
    {
        ExportLibrary(FormAsset.All());
        return Convert(form).ShouldSucceed().OutputAs<PiecesConversion>().Single();
    }

    private protected string PathInOut(string path) => Path.Combine([Out, .. path.Split('/')]);

    /// <summary>Requires that a file is JSON with this schema.</summary>
    private protected static void ShouldHaveSchema(string json, string schema)
    {
        var result = JsonSchema.FromText(schema).Evaluate(System.Text.Json.Nodes.JsonNode.Parse(json), new EvaluationOptions { OutputFormat = OutputFormat.List });
        result.IsValid.ShouldBeTrue(string.Join('\n', result.Details.Where(static detail => detail.HasErrors).SelectMany(static detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")).Take(10)));
    }
}
