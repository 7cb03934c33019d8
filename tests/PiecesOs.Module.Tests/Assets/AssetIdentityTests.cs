using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

/// <summary>An asset can be identified by an object, an ID or a name, from the pipeline and as an argument.</summary>
public sealed class AssetIdentityTests : CmdletTest
{
    private static readonly string s_id = Sample.Id(7);

    public static TheoryData<string> Forms =>
        ["asset", "found", "identifier", "change", "import result", "format", "share", "guid", "text", "braces", "upper", "custom", "custom with AssetId", "hashtable", "wrapped", "name", "number", "custom with number"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Any_form_binds_from_the_pipeline(string form)
    {
        Prepare(form.Contains("number", StringComparison.Ordinal) ? "7007" : "seven");
        Command<GetPiecesAssetCommand>().Input(Create(form)).Run().ShouldSucceed().Output.Count.ShouldBe(1);
        Server.RequestTo($"/assets/{s_id}").Method.ShouldBe("GET");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Any_form_binds_as_an_argument_and_in_an_array(string form)
    {
        Prepare(form.Contains("number", StringComparison.Ordinal) ? "7007" : "seven");
        CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Id", new[] { Sample.Id(8), Create(form) }).Run().ShouldSucceed();
        Server.RequestTo($"/assets/{s_id}/delete").Method.ShouldBe("POST");
    }

    [Fact]
    public void An_ambiguous_name_is_an_error_and_nothing_changes()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, "twin"), Sample.Asset(2, "Twin"))));

        var error = CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Id", "TWIN").Run().SingleError();

        error.Id().ShouldBe("AssetNameAmbiguous");
        error.TargetObject.ShouldBe("TWIN");
        error.Message().ShouldContain(Sample.Id(1));
        error.Message().ShouldContain(Sample.Id(2));
        error.ErrorDetails!.RecommendedAction.ShouldNotBeEmpty();
        Server.Log.ShouldBe(["GET /assets?transferables=false"]);
    }

    [Fact]
    public void An_unknown_name_is_an_error()
    {
        Server.On("GET /assets", Reply.Json(Sample.Assets(1)));

        var error = CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Id", "nobody").Run().SingleError();

        error.Id().ShouldBe("AssetNotFound");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.ObjectNotFound);
        error.TargetObject.ShouldBe("nobody");
    }

    [Theory]
    [InlineData("file")]
    [InlineData("byte")]
    [InlineData("custom without id")]
    [InlineData("share without asset")]
    public void Other_objects_from_the_pipeline_are_rejected_one_by_one(string form)
    {
        Prepare();

        var result = CommandWithoutConfirm<RemovePiecesAssetCommand>().Input(CreateInvalid(form), s_id).With("PassThru").Run();

        result.Output.ShouldBe([s_id]);
        result.SingleError().Message().ShouldContain("does not name an asset. Specify an asset, its ID or its name");
        Server.Log.ShouldBe([$"POST /assets/{s_id}/delete"]);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("byte")]
    [InlineData("custom without id")]
    public void Other_objects_as_arguments_are_rejected_during_parameter_binding(string form)
    {
        var result = CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Id", CreateInvalid(form)).Run();

        result.TerminatingException.ShouldBeAssignableTo<ParameterBindingException>()!.Message.ShouldContain("does not name an asset");
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void Object_properties_that_identify_an_asset_bind_by_property_name()
    {
        Prepare();
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("Name", "seven"));

        CommandWithoutConfirm<RemovePiecesAssetCommand>().Input(row).Run().ShouldSucceed();

        Server.RequestTo($"/assets/{s_id}/delete").Method.ShouldBe("POST");
    }

    [Fact]
    public void A_property_that_contains_an_asset_binds_by_property_name()
    {
        Server.On("POST /linkify", Reply.Json(Sample.List(Sample.Share(1))));
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("Asset", Sample.AssetObject(7)));

        Command<NewPiecesLinkCommand>().Input(row).Run().ShouldSucceed();

        Server.RequestTo("/linkify").Json.GetProperty("asset").GetProperty("id").GetString().ShouldBe(s_id);
    }

    private static object Create(string form) => form switch
    {
        "asset" => Sample.AssetObject(7),
        "found" => Sample.FoundObject(7),
        "identifier" => new AssetIdentifier(JsonElement.Parse($$"""{"id":"{{s_id}}"}""")),
        "change" => new StreamedIdentifier(JsonElement.Parse($$"""{"asset":{"id":"{{s_id}}"} }""")),
        "import result" => new PiecesImportResult { Id = s_id, Name = "seven", SourceId = Sample.Id(9) },
        "format" => Sample.AssetObject(7).GetOriginalFormat()!,
        "share" => new Share(JsonElement.Parse(Sample.Share(50, asset: 7))),
        "guid" => Guid.Parse(s_id),
        "text" => s_id,
        "braces" => Guid.Parse(s_id).ToString("B"),
        "upper" => s_id.ToUpperInvariant(),
        "custom" => CustomObject("Id"),
        "custom with AssetId" => CustomObject("AssetId"),
        "hashtable" => new Hashtable { ["Id"] = s_id },
        "wrapped" => new PSObject(Sample.AssetObject(7)),
        "name" => "SEVEN",
        "number" => 7007,
        "custom with number" => CustomObject("Name", 7007L),
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };

    private static object CreateInvalid(string form) => form switch
    {
        "file" => new FileInfo("some.txt"),
        "byte" => (byte)42,
        "custom without id" => CustomObject("Color"),
        "share without asset" => new Share(JsonElement.Parse($$"""{"id":"{{s_id}}"}""")),
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };

    /// <summary>An object as a job or a CSV file returns it.</summary>
    private static PSObject CustomObject(string property, object? value = null)
    {
        var custom = new PSObject();
        custom.Properties.Add(new PSNoteProperty(property, value ?? s_id));
        return custom;
    }

    private void Prepare(string name = "seven") => Server
        .On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, "one"), Sample.Asset(7, name))))
        .On($"GET /assets/{s_id}", Reply.Json(Sample.Asset(7)))
        .On($"POST /assets/{Sample.Id(8)}/delete", Reply.Text(Sample.Id(8)))
        .On($"POST /assets/{s_id}/delete", Reply.Text(s_id));
}
