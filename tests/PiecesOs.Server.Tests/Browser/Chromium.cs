using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.InteropServices;
using PuppeteerSharp;

namespace PiecesOs.Server.Tests.Browser;

/// <summary>A headless Chromium for the tests of pages.</summary>
/// <remarks>
/// On Linux x64 it is in the npm package @sparticuz/chromium, with the libraries that it needs, so nothing has to be installed.
/// The build downloads the package. On other platforms, set CHROMIUM_PATH to an installed Chromium, Chrome or Edge.
/// </remarks>
[CollectionDefinition(nameof(Chromium))]
public sealed class Chromium : ICollectionFixture<Chromium>, IAsyncLifetime
{
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var options = new LaunchOptions { Headless = true, HeadlessMode = HeadlessMode.Shell, Args = ["--no-sandbox", "--no-zygote", "--disable-gpu"], Timeout = (int)Patience.Limit.TotalMilliseconds };
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } installed)
        {
            options.ExecutablePath = installed;
        }
        else
        {
            if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
                throw new PlatformNotSupportedException("Set CHROMIUM_PATH to the path of Chromium, Chrome or Edge.");
            var folder = Unpack();
            options.ExecutablePath = Path.Combine(folder, "chromium");
            options.Env["LD_LIBRARY_PATH"] = Path.Combine(folder, "lib");
            options.Env["FONTCONFIG_PATH"] = folder;
        }

        _browser = await Puppeteer.LaunchAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    /// <summary>A new page of a width, in the light or the dark color scheme.</summary>
    public async Task<IPage> OpenAsync(int width, bool dark = false)
    {
        var page = await _browser!.NewPageAsync();
        page.DefaultTimeout = (int)Patience.Limit.TotalMilliseconds;
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 700 });
        await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = dark ? "dark" : "light" }]);
        return page;
    }

    /// <summary>Unpacks the browser beside the package, once.</summary>
    private static string Unpack()
    {
        var package = typeof(Chromium).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ChromiumPackage").Value!;
        var folder = Path.Combine(Path.GetDirectoryName(package)!, "unpacked");
        if (Directory.Exists(folder))
            return folder;
        var partial = $"{folder}.{Environment.ProcessId}";
        Directory.CreateDirectory(partial);
        using (var file = File.OpenRead(package))
        using (var gzip = new GZipStream(file, CompressionMode.Decompress))
        using (var tar = new TarReader(gzip))
        {
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.Name.StartsWith("package/bin/", StringComparison.Ordinal) && entry.DataStream is { } data)
                    UnpackPart(Path.GetFileName(entry.Name), data, partial);
            }
        }

        // The configuration in the package is for the folders of AWS Lambda.
        File.WriteAllText(
            Path.Combine(partial, "fonts.conf"),
            $"<fontconfig><dir>{folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>");
        Directory.Move(partial, folder);
        return folder;
    }

    private static void UnpackPart(string name, Stream data, string folder)
    {
        using var plain = new BrotliStream(data, CompressionMode.Decompress);
        if (name == "chromium.br")
        {
            var path = Path.Combine(folder, "chromium");
            using (var file = File.Create(path))
                plain.CopyTo(file);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        else if (name is "al2023.tar.br" or "fonts.tar.br")
        {
            TarFile.ExtractToDirectory(plain, folder, overwriteFiles: true);
        }
    }
}
