using System.Text;
using PiecesOs.Server.Pieces.Samples;
using PuppeteerSharp.Media;

namespace PiecesOs.Server.Tests.Browser;

/// <summary>Pages of shares in a real browser.</summary>
[Collection(nameof(Chromium))]
public sealed class SharePageBrowserTests(Chromium chromium)
{
    private const string Code = "// The answer\npublic static int Answer(string question) { return 42; }\n";

    private static readonly string[] Hostile =
    [
        "<script>window.evil = 1</script>",
        "</code></pre><script>window.evil = 1</script>",
        "</textarea></title></style><script>window.evil = 1</script>",
        "<img src=x onerror='window.evil = 1'>",
        "\" onfocus=\"window.evil = 1\" autofocus x=\"",
        "<svg onload='window.evil = 1'><iframe src=\"javascript:parent.evil = 1\"></iframe>",
        "javascript:window.evil=1",
        "<!--<script>",
        "<meta http-equiv=refresh content='0;url=/assets'><base href='//evil.example'>",
    ];

    [Theory]
    [InlineData("html")]
    [InlineData("md")]
    [InlineData("svg")]
    [InlineData("text")]
    public async Task Hostile_content_and_names_stay_text(string extension)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var content = string.Join('\n', Hostile);
        var ids = new List<string>();
        foreach (var name in Hostile)
            ids.Add((await sandbox.CreateAsync(content, name, extension)).Id());
        ids.Add((await sandbox.CreateAsync(sandbox.FileSeed(Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' onload='window.evil = 1'/>"), Hostile[3], "svg"))).Id());
        await sandbox.PostAsync("/linkify/multiple", $$"""{"assets":["{{string.Join("\",\"", ids)}}"],"access":"PUBLIC","name":"H'<b>"}""");
        await using var page = await chromium.OpenAsync(800);
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Request.Url);

        var address = sandbox.Address + "?p=H%27%3Cb%3E";
        await page.GoToAsync(address);

        (await page.EvaluateExpressionAsync<bool>("'evil' in window")).ShouldBeFalse();
        (await page.EvaluateExpressionAsync<int>("document.querySelectorAll('script, iframe, svg, base, meta[http-equiv], b, [onfocus], [onerror], [onload]').length")).ShouldBe(0);
        (await page.EvaluateExpressionAsync<string[]>("[...document.querySelectorAll('h2 bdi')].map(title => title.textContent)")).ShouldBe([.. Hostile, Hostile[3]]);
        (await page.EvaluateExpressionAsync<string>("document.querySelector('code').textContent")).ShouldBe(content + "\n");
        (await page.EvaluateExpressionAsync<string>("document.querySelector('textarea').value")).ShouldBe(content);
        requests.ShouldBe([address]);
    }

    [Theory]
    [InlineData("&raw")]
    [InlineData("")]
    public async Task The_policy_blocks_a_script_that_got_into_a_page(string query)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("<script>window.evil = 1</script>", "Name", "html"));
        await using var page = await chromium.OpenAsync(800);
        await page.GoToAsync(share.TextAt("link") + query);

        await page.EvaluateExpressionAsync("{ const script = document.createElement('script'); script.textContent = 'window.evil = 1'; document.head.append(script); }");

        (await page.EvaluateExpressionAsync<bool>("'evil' in window")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_narrow_screen_needs_no_horizontal_scrolling()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var name = new string('W', 200);
        var one = (await sandbox.CreateAsync(new string('x', 5000) + "\n" + Code, name, "cs")).Id();
        var two = (await sandbox.CreateAsync(sandbox.FileSeed(SamplePng.Create(2000, 40, 200, 30, 30), name, "png"))).Id();
        var three = (await sandbox.CreateAsync(sandbox.FileSeed([0, 1, 2], name, "zip"))).Id();
        await sandbox.PostAsync("/linkify/multiple", $$"""{"assets":["{{one}}","{{two}}","{{three}}"],"access":"PUBLIC","name":"WIDE"}""");
        await using var page = await chromium.OpenAsync(320);

        foreach (var query in new[] { "?p=WIDE", "?p=WIDE&item=1", "?p=WIDE&item=2", "?p=WIDE&item=3", "?p=nothing" })
        {
            await page.GoToAsync(sandbox.Address + query);
            (await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320, query);
        }
    }

    [Theory]
    [InlineData(false, "rgb(255, 255, 255)")]
    [InlineData(true, "rgb(13, 17, 23)")]
    public async Task Light_and_dark_colors_have_enough_contrast(bool dark, string background)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync(Code + "var text = \"a\\n\"; class Type { bool x = true; }\n", "Name", "cs"));
        await using var page = await chromium.OpenAsync(800, dark);
        await page.GoToAsync(share.TextAt("link")!);

        var lowest = await page.EvaluateFunctionAsync<Contrast[]>(
            """
            () => {
              const parse = color => color.match(/[\d.]+/g).map(Number);
              const light = color => parse(color).slice(0, 3).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
                .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
              const behind = element => { while (element) { const color = getComputedStyle(element).backgroundColor; if (parse(color)[3] !== 0) return color; element = element.parentElement; } };
              document.querySelectorAll('details').forEach(details => details.open = true);
              const ratio = (text, back) => (Math.max(light(text), light(back)) + 0.05) / (Math.min(light(text), light(back)) + 0.05);
              const all = [...document.querySelectorAll('body *')].filter(element => element.innerText?.trim() || element.value)
                .map(element => ({ name: element.tagName + '.' + element.className, value: ratio(getComputedStyle(element).color, behind(element)) }));
              const numbers = document.querySelector('.l');
              return [...all, { name: 'number', value: ratio(getComputedStyle(numbers, '::before').color, behind(numbers)) }];
            }
            """);

        lowest.ShouldContain(contrast => contrast.Name.Equals("SPAN.k", StringComparison.Ordinal));
        lowest.ShouldAllBe(contrast => contrast.Value >= 4.5);
        (await page.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe(background);
    }

    [Fact]
    public async Task Line_numbers_are_shown_and_not_copied()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync(Code, "Name", "cs"));
        await using var page = await chromium.OpenAsync(800);
        await page.GoToAsync(share.TextAt("link")!);

        var copied = await page.EvaluateExpressionAsync<string>("(getSelection().selectAllChildren(document.querySelector('code')), getSelection().toString())");

        copied.ShouldBe(Code.TrimEnd('\n')); // Chromium omits the last line feed.
        (await page.EvaluateExpressionAsync<string>("getComputedStyle(document.querySelector('.l'), '::before').content")).ShouldContain("counter(line)");
        (await page.EvaluateExpressionAsync<double>("document.querySelector('.l').getBoundingClientRect().width - document.querySelector('.l .c').getBoundingClientRect().width")).ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task An_image_is_shown()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync(sandbox.FileSeed(SamplePng.Create(40, 20, 200, 30, 30), "Red", "png")));
        await using var page = await chromium.OpenAsync(800);
        await page.GoToAsync(share.TextAt("link")!);

        await page.WaitForFunctionAsync("() => document.querySelector('img[alt=Red]').complete");
        (await page.EvaluateExpressionAsync<int>("document.querySelector('img').naturalWidth")).ShouldBe(40);
    }

    [Fact]
    public async Task The_keyboard_reaches_everything_and_everything_has_a_name()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var one = (await sandbox.CreateAsync(new string('x', 500) + "\n" + Code, "First", "cs")).Id();
        var two = (await sandbox.CreateAsync("second", "Second")).Id();
        await sandbox.PostAsync("/linkify/multiple", $$"""{"assets":["{{one}}","{{two}}"],"access":"PUBLIC","name":"PAIR"}""");
        await using var page = await chromium.OpenAsync(800);
        await page.GoToAsync(sandbox.Address + "?p=PAIR");

        var focused = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            focused.Add(await page.EvaluateExpressionAsync<string>("document.activeElement.className || document.activeElement.getAttribute('href') || document.activeElement.tagName"));
        }

        focused.ShouldBe(["skip", "#item-1", "#item-2", "?p=PAIR&item=1&raw", "?p=PAIR&item=1&download", "code", "SUMMARY", "?p=PAIR&item=2&raw"]);
        (await page.EvaluateExpressionAsync<string>("document.documentElement.lang + ',' + document.title")).ShouldBe("en,PAIR");
        (await page.EvaluateExpressionAsync<int>("document.querySelectorAll('h1').length * 100 + document.querySelectorAll('main').length * 10 + document.querySelectorAll('header').length")).ShouldBe(111);
        (await page.EvaluateExpressionAsync<int>("[...document.querySelectorAll('[aria-labelledby]')].filter(element => !document.getElementById(element.getAttribute('aria-labelledby'))).length")).ShouldBe(0);
        (await page.EvaluateExpressionAsync<int>("[...document.querySelectorAll('textarea')].filter(element => element.labels.length !== 1).length")).ShouldBe(0);
        (await page.EvaluateExpressionAsync<string[]>("[...document.querySelectorAll('.actions a')].map(link => link.getAttribute('aria-label'))"))
            .ShouldBe(["Raw: First", "Download First", "Raw: Second", "Download Second"]);
    }

    [Fact]
    public async Task Print_shows_all_of_a_long_line_and_no_controls()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync(new string('x', 5000), "Name", "cs"));
        await using var page = await chromium.OpenAsync(700, dark: true);
        await page.GoToAsync(share.TextAt("link")!);

        await page.EmulateMediaTypeAsync(MediaType.Print);

        (await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(700);
        (await page.EvaluateExpressionAsync<int>("document.querySelector('pre').offsetHeight")).ShouldBeGreaterThan(500);
        (await page.EvaluateExpressionAsync<string>("['.actions', 'details', '.skip'].map(name => getComputedStyle(document.querySelector(name)).display).join()")).ShouldBe("none,none,none");
        (await page.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        (await page.PdfDataAsync()).AsSpan(0, 4).SequenceEqual("%PDF"u8).ShouldBeTrue();
    }

    private sealed record Contrast(string Name, double Value);
}
