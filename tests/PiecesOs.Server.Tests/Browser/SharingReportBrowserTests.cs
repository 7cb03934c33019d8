using System.Reflection;
using System.Text.Json;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace PiecesOs.Server.Tests.Browser;

/// <summary>The page of samples/reports in a real browser, opened from a file.</summary>
[Collection(nameof(Chromium))]
public sealed class SharingReportBrowserTests(Chromium chromium) : IDisposable
{
    private static readonly string s_template = File.ReadAllText(
        typeof(Chromium).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "SharingReport").Value!);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_click_sorts_numbers_text_and_lists_with_empty_cells_at_the_end()
    {
        await using var page = await chromium.OpenAsync(1200);
        await OpenAsync(page, new Row("item 10", 9.5, "a, b"), new Row("", null, ""), new Row("item 9", 10, "c"), new Row("Item 100", 100.2, "d, e, f, g"));

        (await ColumnAsync(page, "Age")).ShouldBe(["100.2", "10.0", "9.5", ""]);
        await page.ClickAsync("th.Age button");
        (await ColumnAsync(page, "Age")).ShouldBe(["9.5", "10.0", "100.2", ""]);
        await page.ClickAsync("th.Name button");
        (await ColumnAsync(page, "Name")).ShouldBe(["item 9", "item 10", "Item 100", ""]);
        await page.ClickAsync("th.Name button");
        (await ColumnAsync(page, "Name")).ShouldBe(["Item 100", "item 10", "item 9", ""]);
        await page.ClickAsync("th.Recipients button");
        (await ColumnAsync(page, "Recipients")).ShouldBe(["c", "ab", "4 recipientsdefg", ""]);
        (await page.EvaluateExpressionAsync<string>("[...document.querySelectorAll('[aria-sort]:not([aria-sort=none])')].map(head => head.className + head.ariaSort).join()")).ShouldBe("Recipientsascending");
    }

    [Theory]
    [InlineData(1200)]
    [InlineData(320)]
    public async Task The_chart_shows_each_count_in_proportion(int width)
    {
        await using var page = await chromium.OpenAsync(width);
        double?[] ages = [1, 7, 7.1, null, .. Enumerable.Repeat<double?>(30.1, 1000), .. Enumerable.Repeat<double?>(91, 250)];
        await OpenAsync(page, [.. ages.Select(age => new Row("name", age, ""))]);

        (await page.EvaluateExpressionAsync<string>("document.querySelector('#ages').innerText.replace(/\\s+/g, ' ')"))
            .ShouldBe("up to 7 days 2 7 to 30 days 1 30 to 90 days 1000 over 90 days 250 unknown 1");
        var widths = await page.EvaluateExpressionAsync<double[]>("[...document.querySelectorAll('#ages span')].map(bar => bar.offsetWidth)");
        widths[0].ShouldBe(2);
        widths[2].ShouldBeGreaterThan(100);
        widths[3].ShouldBe(widths[2] / 4, 1);
        (await page.EvaluateExpressionAsync<int>("Math.max(...[...document.querySelectorAll('#ages td')].map(cell => cell.scrollWidth - cell.clientWidth))")).ShouldBe(0);
    }

    [Theory]
    [InlineData(320)]
    [InlineData(700)]
    [InlineData(1000)]
    public async Task Long_and_hostile_names_stay_text_that_fits_the_window(int width)
    {
        string[] names = ["<script>window.evil = 1</script>", "</script><img src=x onerror='window.evil = 1'>", "<!--<script>", new('W', 500)];
        var recipients = string.Join(", ", Enumerable.Range(0, 60).Select(number => $"{number:x32} associated"));
        await using var page = await chromium.OpenAsync(width);
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Request.Url);

        var address = await OpenAsync(page, [.. names.Select(name => new Row(name, 1, recipients) { Owner = name, Id = name })]);

        (await ColumnAsync(page, "Name")).ShouldBe(names);
        (await page.EvaluateExpressionAsync<bool>("'evil' in window")).ShouldBeFalse();
        requests.ShouldBe([address]);
        await page.EvaluateExpressionAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        (await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task An_empty_report_says_so()
    {
        await using var page = await chromium.OpenAsync(800);
        await OpenAsync(page);
        (await page.EvaluateExpressionAsync<string>("document.querySelector('#summary').textContent")).ShouldStartWith("0 links of Pieces OS and 0 shares of Cloudflare.");
    }

    [Fact]
    public async Task Print_has_dark_text_on_white_and_all_recipients()
    {
        await using var page = await chromium.OpenAsync(1000, dark: true);
        await OpenAsync(page, new Row("name", 1, "a, b, c, d, e"));
        (await page.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(13, 17, 23)");
        await page.EvaluateExpressionAsync("const seen = []; for (const name of ['beforeprint', 'afterprint']) addEventListener(name, () => seen.push(document.querySelector('details').open))");

        await page.EmulateMediaTypeAsync(MediaType.Print);
        await page.PdfDataAsync();

        (await page.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        (await page.EvaluateExpressionAsync<bool[]>("seen")).ShouldBe([true, false]);
    }

    private static Task<string[]> ColumnAsync(IPage page, string name) =>
        page.EvaluateExpressionAsync<string[]>($"[...document.querySelectorAll('td.{name}')].map(cell => cell.textContent)");

    /// <summary>Opens the page with rows, as Export-SharingReport.ps1 writes them.</summary>
    private async Task<string> OpenAsync(IPage page, params Row[] rows)
    {
        var report = JsonSerializer.Serialize(new { Written = "2026-11-28 08:00 UTC", Rows = rows });
        var address = new Uri(_folder.Write("report.html", s_template.Replace("{\"Rows\":[]}", report, StringComparison.Ordinal))).AbsoluteUri;
        await page.GoToAsync(address);
        return address;
    }

    private sealed record Row(string Name, double? Age, string Recipients)
    {
        public string Service { get; init; } = "Cloudflare";
        public string Owner { get; init; } = "";
        public string Access { get; init; } = "sent active";
        public string Resources { get; init; } = "";
        public string Id { get; init; } = "";
    }
}
