using System.Globalization;
using System.Text;
using System.Text.Json;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

public sealed class FindSecretTests : LibraryTest
{
    /// <summary>Tokens that are created here, so that nothing in this file looks like one.</summary>
    private static readonly string s_gitHub = "gh" + "p_" + Random(1, 36);
    private static readonly string s_aws = "AK" + "IA" + Random(2, 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    private static readonly string s_password = "kX9" + "#mQ2" + "vL7";

    [Fact]
    public void The_library_is_scanned_with_one_request()
    {
        PrepareLibrary(
            Sample.Asset(1, "deploy", $"# deploy\n$token = '{s_gitHub}'\n"),
            Sample.Asset(2, "clean"),
            Sample.Asset(3, "login", $"$password = '{s_password}'"));

        var secrets = Find().Run().ShouldSucceed().OutputAs<PiecesSecret>();

        secrets.Select(static secret => (secret.AssetId, secret.Name, secret.Kind, secret.Place, secret.Line, secret.Column, secret.Length)).ShouldBe(
        [
            (Sample.Id(1), "deploy", PiecesSecretKind.GitHubToken, PiecesSecretPlace.Content, 2, 11, 40),
            (Sample.Id(3), "login", PiecesSecretKind.GenericPassword, PiecesSecretPlace.Content, 1, 14, 10),
        ]);
        Server.Log.ShouldBe(["GET /assets?transferables=true"]);
    }

    [Fact]
    public void Every_text_of_an_asset_is_scanned()
    {
        var asset = Sample.Asset(1, $"key {s_aws}", "Get-Date", $$"""
            , "tags": {"iterable": [{"id": "t", "text": "{{s_gitHub}}"}] },
              "annotations": {"iterable": [{"id": "n", "type": "COMMENT", "text": "line\nuse {{s_gitHub}}"}] },
              "websites": {"iterable": [{"id": "w", "url": "https://ada:{{s_password.Replace('#', '!')}}@contoso.net/", "name": "{{s_aws}}"}] }
            """);
        PrepareLibrary(asset);

        var secrets = Find().Run().ShouldSucceed().OutputAs<PiecesSecret>();

        secrets.Select(static secret => (secret.Place, secret.Kind, secret.Line)).ShouldBe(
            [
                (PiecesSecretPlace.Name, PiecesSecretKind.AwsAccessKey, 1),
                (PiecesSecretPlace.Description, PiecesSecretKind.GitHubToken, 2),
                (PiecesSecretPlace.Website, PiecesSecretKind.UrlPassword, 1),
                (PiecesSecretPlace.Website, PiecesSecretKind.AwsAccessKey, 1),
                (PiecesSecretPlace.Tag, PiecesSecretKind.GitHubToken, 1),
            ]);
        secrets.ShouldAllBe(static secret => secret.Name == "key ***");
    }

    [Fact]
    public void All_formats_that_are_text_are_scanned_and_equal_ones_are_reported_once()
    {
        string Format(int number, string role, string language, string content) => $$"""
            {"id": "{{Sample.Id(number)}}", "role": "{{role}}", "classification": {"generic": "CODE", "specific": "{{language}}"}, "fragment": {{content}} }
            """;
        static string Text(string text) => $$"""{"string": {"raw": {{JsonSerializer.Serialize(text)}} } }""";
        static string Bytes(string text) => $$"""{"bytes": {"raw": [{{string.Join(',', Encoding.UTF8.GetBytes(text))}}] } }""";
        var one = $"a\nb = '{s_gitHub}'";
        PrepareLibrary(
            $$"""
            {"id": "{{Sample.Id(1)}}", "name": "several", "original": {"id": "{{Sample.Id(11)}}"}, "preview": {"base": {"id": "{{Sample.Id(12)}}"} },
             "tags": {"iterable": []}, "annotations": {"iterable": []}, "websites": {"iterable": []},
             "formats": {"iterable": [{{Format(11, "ORIGINAL", "ps1", Text(one))}}, {{Format(12, "PREVIEW", "ps1", Text(one))}}, {{Format(13, "ADDITIONAL", "py", Bytes("é = '" + s_aws + "'"))}}]} }
            """,
            AssetWithBytes(2, "image", [.. Encoding.UTF8.GetBytes(s_aws), 0, 255]).Replace("\"generic\": \"CODE\"", "\"generic\": \"IMAGE\"", StringComparison.Ordinal));

        Find().Run().ShouldSucceed().OutputAs<PiecesSecret>().Select(static secret => (secret.Kind, secret.Line, secret.Column)).ShouldBe(
            [(PiecesSecretKind.GitHubToken, 2, 6), (PiecesSecretKind.AwsAccessKey, 1, 6)]);
    }

    [Fact]
    public void Content_that_the_list_omits_is_requested_and_a_failure_does_not_stop_the_others()
    {
        PrepareLibrary(Sample.Asset(1, text: null), Sample.Asset(2, text: null), Sample.Asset(3, text: null));
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Status(400, "broken record"))
            .On($"GET /assets/{Sample.Id(3)}", Reply.Json(Sample.Asset(3, text: $"password = '{s_password}'")));

        var result = Find().Run();

        var error = result.SingleError();
        error.Id().ShouldBe("RequestRejected");
        error.TargetObject.ShouldBe(Sample.Id(1));
        result.OutputAs<PiecesSecret>().Single().AssetId.ShouldBe(Sample.Id(3));
    }

    [Fact]
    public void Assets_from_the_pipeline_are_scanned_without_a_server_if_they_include_their_content()
    {
        var secrets = Find().Input(Sample.AssetObject(1, "a", s_aws), Sample.AssetObject(2, "b"), Sample.AssetObject(3, "c", s_gitHub)).Run().ShouldSucceed().OutputAs<PiecesSecret>();

        secrets.Select(static secret => secret.AssetId).ShouldBe([Sample.Id(1), Sample.Id(3)]);
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void Assets_by_ID_are_requested()
    {
        PrepareSingleRecords(Sample.Asset(1, "a", s_aws));
        Server.On($"GET /assets/{Sample.Id(2)}", Reply.Status(404));

        var result = Find().Input(Sample.Id(2), Sample.Id(1)).Run();

        result.SingleError().Id().ShouldBe("AssetNotFound");
        result.OutputAs<PiecesSecret>().Single().Kind.ShouldBe(PiecesSecretKind.AwsAccessKey);
    }

    [Fact]
    public void A_found_secret_identifies_its_asset_for_other_cmdlets()
    {
        PrepareLibrary(Sample.Asset(1, "a", s_aws));

        Session.Run("Find-PiecesSecret -Connection $c | Get-PiecesAsset -Connection $c", ("c", Connection)).ShouldSucceed()
            .Output.Single().ShouldBeOfType<PiecesOs.Client.Asset>().Id.ShouldBe(Sample.Id(1));
    }

    [Fact]
    public void An_export_counts_its_secrets_in_one_warning_and_is_scanned_without_a_server()
    {
        PrepareLibrary(
            Sample.Asset(1, "deploy", $"{s_gitHub}\n{s_aws}"),
            Sample.Asset(2, "clean"),
            Sample.Asset(3, s_aws, "Get-Date"));

        var result = RunExport().ShouldSucceed();
        var connections = Server.ConnectionCount;
        var secrets = Session.Run("Find-PiecesSecret -LibraryPath export").ShouldSucceed().OutputAs<PiecesSecret>();

        result.OutputAs<PiecesExport>().Single().SecretCount.ShouldBe(3);
        result.Warnings.ShouldBe([$"The export contains 3 possible secrets in 2 assets. Find-PiecesSecret -LibraryPath '{Export}' lists them."]);
        secrets.Select(static secret => (secret.AssetId, secret.Kind)).ShouldBe(
            [(Sample.Id(1), PiecesSecretKind.GitHubToken), (Sample.Id(1), PiecesSecretKind.AwsAccessKey), (Sample.Id(3), PiecesSecretKind.AwsAccessKey)]);
        Server.ConnectionCount.ShouldBe(connections);
    }

    [Fact]
    public void A_second_export_counts_the_secrets_of_unchanged_assets_from_the_manifest()
    {
        var assets = Enumerable.Range(1, 3).Select(static number => Dated(Sample.Asset(number, text: number == 2 ? "Get-Date" : $"a = '{s_gitHub}' # {number}"))).ToArray();
        PrepareLibrary(assets);
        RunExport().OutputAs<PiecesExport>().Single().SecretCount.ShouldBe(2);
        Manifest.GetProperty("assets").EnumerateArray().Select(static entry => entry.GetProperty("secrets").GetInt32()).ShouldBe([1, 0, 1]);

        // A count that no scan returns shows that the content was not scanned again.
        File.WriteAllText(PathInExport("manifest.json"), File.ReadAllText(PathInExport("manifest.json")).Replace("\"secrets\": 1", "\"secrets\": 20", StringComparison.Ordinal));
        assets[2] = Dated(Sample.Asset(3, text: $"{s_aws} {s_gitHub}"), hour: 7);
        PrepareLibrary(assets);

        var result = RunExport().ShouldSucceed();

        result.OutputAs<PiecesExport>().Single().SecretCount.ShouldBe(22);
        result.Warnings.ShouldHaveSingleItem().ShouldStartWith("The export contains 22 possible secrets in 2 assets.");
    }

    [Fact]
    public void An_asset_that_the_server_no_longer_lists_still_counts()
    {
        PrepareLibrary(Sample.Asset(1, "a", s_aws), Sample.Asset(2, "b"));
        RunExport();
        PrepareLibrary(Sample.Asset(2, "b"));

        RunExport("Force").ShouldSucceed().OutputAs<PiecesExport>().Single().SecretCount.ShouldBe(1);
    }

    [Fact]
    public void An_export_of_an_earlier_version_without_counts_is_scanned()
    {
        PrepareLibrary(Dated(Sample.Asset(1, "a", s_aws)));
        RunExport();
        var manifest = PathInExport("manifest.json");
        File.WriteAllText(manifest, System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(manifest), @",\s*""secrets"": 1", string.Empty));

        RunExport().ShouldSucceed().OutputAs<PiecesExport>().Single().SecretCount.ShouldBe(1);
    }

    [Fact]
    public void An_export_without_secrets_writes_no_warning()
    {
        PrepareLibrary(Sample.Asset(1));

        var result = RunExport().ShouldSucceed();

        result.Warnings.ShouldBeEmpty();
        result.OutputAs<PiecesExport>().Single().SecretCount.ShouldBe(0);
    }

    [Fact]
    public void A_folder_without_an_export_is_an_error() =>
        Find().With("LibraryPath", ".").Run().SingleError().Id().ShouldBe("ExportNotFound");

    [Fact]
    public void No_stream_and_no_view_shows_a_secret()
    {
        string[] secrets = [s_gitHub, s_aws, s_password];
        var asset = Sample.Asset(1, $"name {s_aws}", $"password = '{s_password}'\n{s_gitHub}");
        PrepareLibrary(asset, Sample.Asset(2, s_gitHub, text: null));
        Server.On($"GET /assets/{Sample.Id(2)}", Reply.Status(400, "broken record"));
        Folder.Write("transcript.txt", string.Empty);

        var result = Session.Run(
            """
            $script = { Find-PiecesSecret -Connection $c -Verbose -Debug }
            $all = & $script *>&1
            $found = $all | Where-Object { $_ -is [PiecesOs.Module.PiecesSecret] }
            $all | Out-String -Width 500
            $found | Format-List * | Out-String -Width 500
            $found | Format-Table | Out-String -Width 80
            $found | Format-Wide | Out-String -Width 500
            $found | Format-Custom | Out-String -Width 500
            $found | ConvertTo-Json -Depth 5
            $found | ForEach-Object ToString
            $error | ForEach-Object { $_ | Format-List * -Force | Out-String -Width 500; $_.Exception.ToString(); "$($_.TargetObject)" }
            """,
            ("c", Connection));

        result.TerminatingException.ShouldBeNull();
        var shown = string.Join('\n', result.Output.Concat(result.Errors).Concat(result.Warnings).Concat(result.Verbose).Concat(result.Debug).Append(Session.HostText));
        shown.ShouldContain("GET /assets");
        shown.ShouldContain("GenericPassword");
        shown.ShouldContain("broken record");
        shown.ShouldContain("name ***");
        foreach (var secret in secrets)
        {
            for (var part = 0; part + 8 <= secret.Length; part++)
                shown.Contains(secret.Substring(part, 8), StringComparison.Ordinal).ShouldBeFalse($"Part {part} of a secret is shown.");
        }
    }

    /// <summary>The start of a broken response is not shown, because it can be a secret.</summary>
    [Theory]
    [InlineData("SECRET")]
    [InlineData("""{"iterable":[{"id":"1","name":"SECRET","original":{]}""")]
    [InlineData("""{"SECRET":[]}""")]
    [InlineData("\"SECRET\"")]
    public void No_error_shows_a_secret(string body)
    {
        Server.On("GET /assets", Reply.Json(body.Replace("SECRET", s_gitHub, StringComparison.Ordinal)));

        var error = Find().With("Debug").With("Verbose").Run().Errors.ShouldHaveSingleItem();

        error.Id().ShouldBe("MalformedResponse");
        $"{error}\n{error.Exception}\n{error.ErrorDetails?.RecommendedAction}".ShouldNotContain(s_gitHub[..10]);
    }

    [Fact]
    public void The_view_fits_in_80_columns()
    {
        PrepareLibrary(Sample.Asset(1, "a name that is much longer than the space that is left for it", "Server=db;Password=" + s_password.Replace('#', '!') + ";"));

        var lines = ((string)Session.Run("Find-PiecesSecret -Connection $c | Out-String -Width 80", ("c", Connection)).ShouldSucceed().Output.Single()!)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        lines[0].ShouldBe($"AssetId: {Sample.Id(1)}");
        lines[1].ShouldBe("Kind                     Place         Line Column Name");
        lines[3].ShouldStartWith("ConnectionStringPassword Content          1     20 a name that is");
        lines.ShouldAllBe(static line => line.Length <= 80);
    }

    private CommandCall Find() => Command<FindPiecesSecretCommand>();

    private static string Dated(string asset, int hour = 1) =>
        asset.TrimEnd().TrimEnd('}') + $$""", "updated": {"value": "2026-01-02T0{{hour.ToString(CultureInfo.InvariantCulture)}}:04:05.678901Z"} }""";

    private static string Random(int seed, int length, string alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
    }
}
