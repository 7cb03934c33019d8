using System.Globalization;
using System.Text;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

/// <summary>The tokens are created here, so that nothing in this file looks like one.</summary>
public sealed class SecretScannerTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Alphanumeric = Letters + Digits;
    private const string Base64Url = Alphanumeric + "-_";
    private const string Base64 = Alphanumeric + "+/";

    /// <summary>For each kind, how a token of this kind is created.</summary>
    private static readonly Dictionary<PiecesSecretKind, Func<int, string[]>> s_tokens = new()
    {
        [PiecesSecretKind.AwsAccessKey] = static seed => ["AKIA" + Some(seed, 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), "ASIA" + Some(seed + 1, 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")],
        [PiecesSecretKind.GitHubToken] = static seed =>
            [.. "pousr".Select((kind, index) => $"gh{kind}_" + Some(seed + index, 36)), "github_pat_" + Some(seed, 22) + "_" + Some(seed, 59)],
        [PiecesSecretKind.GitLabToken] = static seed => ["glpat-" + Some(seed, 20, Base64Url)],
        [PiecesSecretKind.GoogleApiKey] = static seed => ["AIza" + "Sy" + Some(seed, 33, Base64Url)],
        [PiecesSecretKind.GoogleClientSecret] = static seed => ["GOCSPX-" + Some(seed, 28, Base64Url)],
        [PiecesSecretKind.AnthropicKey] = static seed => ["sk-ant-api03-" + Some(seed, 93, Base64Url) + "AA"],
        [PiecesSecretKind.OpenAiKey] = static seed => [$"sk-{Some(seed, 20)}T3BlbkFJ{Some(seed + 1, 20)}", $"sk-proj-{Some(seed, 74, Base64Url)}T3BlbkFJ{Some(seed + 1, 74, Base64Url)}"],
        [PiecesSecretKind.SlackToken] = static seed => [$"xoxb-{Some(seed, 12, Digits)}-{Some(seed + 1, 12, Digits)}-{Some(seed, 24)}"],
        [PiecesSecretKind.SlackWebhook] = static seed => ["https://hooks.slack.com/services/" + $"T{Some(seed, 10)}/B{Some(seed + 1, 10)}/{Some(seed + 2, 24)}"],
        [PiecesSecretKind.StripeKey] = static seed => ["sk_live_" + Some(seed, 24), "rk_live_" + Some(seed, 99), "whsec_" + Some(seed, 32)],
        [PiecesSecretKind.SendGridKey] = static seed => [$"SG.{Some(seed, 22, Base64Url)}.{Some(seed + 1, 43, Base64Url)}"],
        [PiecesSecretKind.NpmToken] = static seed => ["npm_" + Some(seed, 36)],
        [PiecesSecretKind.PyPiToken] = static seed => ["pypi-" + "AgEIcHlwaS5vcmc" + Some(seed, 120, Base64Url)],
        [PiecesSecretKind.NuGetKey] = static seed => ["oy2" + Some(seed, 43, "abcdefghijklmnopqrstuvwxyz234567")],
        [PiecesSecretKind.JsonWebToken] = static seed => [JsonWebToken(seed)],
        [PiecesSecretKind.PrivateKey] = static seed => [PrivateKey(seed, "RSA ", lines: 25), PrivateKey(seed, string.Empty, lines: 1), PrivateKey(seed, "OPENSSH ", lines: 6)],
    };

    public static TheoryData<PiecesSecretKind> Kinds => [.. s_tokens.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_token_is_found_with_its_place(PiecesSecretKind kind)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            foreach (var token in s_tokens[kind](seed))
            {
                foreach (var (before, after) in new[] { ("", ""), ("var x = \"", "\";"), ("a\r\nbc\n  --key=", "\n"), ("//", " // 😀"), ("{\"k\":\"", "\"}"), ("😀 ", "\r\n") })
                {
                    var found = SecretScanner.Find(before + token + after).ShouldHaveSingleItem($"{kind}, seed {seed}, after '{before}'");

                    found.Kind.ShouldBe(kind);
                    (found.Start, found.Length).ShouldBe((before.Length, token.Length));
                    found.Line.ShouldBe(before.Count(static character => character == '\n') + 1);
                    found.Column.ShouldBe(before.Length - before.LastIndexOf('\n'));
                }
            }
        }
    }

    [Theory]
    [InlineData(PiecesSecretKind.GenericPassword, "$password = '{0}'")]
    [InlineData(PiecesSecretKind.GenericPassword, "string dbPassword = @\"{0}\";")]
    [InlineData(PiecesSecretKind.GenericPassword, "{{\"user\": \"ada\", \"password\": \"{0}\"}}")]
    [InlineData(PiecesSecretKind.GenericPassword, "settings['passwd'] => '{0}'")]
    [InlineData(PiecesSecretKind.GenericPassword, "ConvertTo-SecureString '{0}' -AsPlainText -Force")]
    [InlineData(PiecesSecretKind.GenericPassword, "ConvertTo-SecureString -String \"{0}\" -AsPlainText")]
    [InlineData(PiecesSecretKind.GenericPassword, "export DB_PASSWORD={0}\n")]
    [InlineData(PiecesSecretKind.GenericPassword, "A=1\r\nPGPASSWORD={0}\r\nB=2")]
    [InlineData(PiecesSecretKind.GenericPassword, "text = \"{{\\\"password\\\": \\\"{0}\\\"}}\"")]
    [InlineData(PiecesSecretKind.ConnectionStringPassword, "Server=db.contoso.net;Database=shop;User Id=app;Password={0};Encrypt=true")]
    [InlineData(PiecesSecretKind.ConnectionStringPassword, "\"Data Source=.;Initial Catalog=shop;uid=app;pwd={0}\"")]
    [InlineData(PiecesSecretKind.UrlPassword, "postgres://app:{0}@db.contoso.net:5432/shop")]
    [InlineData(PiecesSecretKind.UrlPassword, "git clone https://ada:{0}@contoso.net/repo.git")]
    public void A_literal_password_is_found(PiecesSecretKind kind, string format)
    {
        foreach (var password in new[] { "tr0ub4dor&3", "Winter2026!", "kX9#mQ2vL7", "correcthorse7battery" }.Where(password => kind != PiecesSecretKind.UrlPassword || !password.Contains('#', StringComparison.Ordinal)))
        {
            var text = string.Format(CultureInfo.InvariantCulture, format, password);
            var found = SecretScanner.Find(text).ShouldHaveSingleItem($"{text}");

            found.Kind.ShouldBe(kind);
            text.Substring((int)found.Start, found.Length).ShouldBe(password);
        }
    }

    [Theory]
    [InlineData("password={0}")]
    [InlineData("[db]\r\nspring.datasource.password = {0}\r\nuser = app\r\n")]
    [InlineData("db:\n  password: {0}\n  user: app\n")]
    [InlineData("\tadmin-pwd:\t{0}  \n")]
    public void A_literal_password_without_quotation_marks_is_found_if_it_is_no_name(string format)
    {
        foreach (var password in new[] { "Winter2026!", "kX9#mQ2vL7", "Xy8kfk2QQ" })
        {
            var text = string.Format(CultureInfo.InvariantCulture, format, password);
            var found = SecretScanner.Find(text).ShouldHaveSingleItem(text);

            found.Kind.ShouldBe(PiecesSecretKind.GenericPassword);
            text.Substring((int)found.Start, found.Length).ShouldBe(password);
        }

        foreach (var name in new[] { "userPhrase1", "String32", "db.Key2x3Y", "Aes2Key3x,", "$Db1Aes2x", "correcthorse7battery", "CharArray?", "NSString!", "f(Aes2Key3x)", "a1=Aes2Key3x" })
            SecretScanner.Find(string.Format(CultureInfo.InvariantCulture, format, name)).ShouldBeEmpty(name);
    }

    [Theory]
    [InlineData("the password: Xy8kfk2QQ was wrong")]
    [InlineData("password:Xy8kfk2QQ")]
    [InlineData("password: Xy8kfk2QQ or Xy8kfk2QR")]
    [InlineData("connect(user, password=Xy8kfk2QQ)")]
    public void A_value_without_quotation_marks_stands_alone_in_its_line(string text) => SecretScanner.Find(text).ShouldBeEmpty();

    [Fact]
    public void Keys_without_a_known_form_are_found_by_the_names_of_their_settings()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var key = "a4" + Some(seed, 40) + "7x";
            Kind($"const apiKey = '{key}';").ShouldBe(PiecesSecretKind.GenericKey);
            Kind($"client_secret: \"{key}\"").ShouldBe(PiecesSecretKind.GenericKey);
            Kind($"oauth:\n  client_secret: {key}3Vq8\n").ShouldBe(PiecesSecretKind.GenericKey);
            Kind($"SECRET_KEY = '{key}'").ShouldBe(PiecesSecretKind.GenericKey);
            Kind($"Authorization: Bearer {key}").ShouldBe(PiecesSecretKind.BearerToken);
            Kind($"aws_secret_access_key = \"b7{Some(seed, 38, Base64)}\"").ShouldBe(PiecesSecretKind.AwsSecretKey);
            Kind($"AccountName=a;AccountKey={Some(seed, 86, Base64)}==;EndpointSuffix=core.windows.net").ShouldBe(PiecesSecretKind.AzureStorageKey);
            Kind($"Endpoint=sb://a/;SharedAccessKeyName=n;SharedAccessKey={Some(seed, 43, Base64)}=").ShouldBe(PiecesSecretKind.AzureSharedAccessKey);
        }
    }

    [Fact]
    public void A_token_is_named_after_its_service_and_reported_once()
    {
        var token = "ghp_" + Some(1, 36);

        foreach (var text in new[] { $"password = '{token}'", $"apiKey: \"{token}\"", $"Authorization: Bearer {token}", $"API_KEY={token}", $"https://ada:{token}@github.com/" })
            SecretScanner.Find(text).Count().ShouldBe(1, text.Replace(token, "token", StringComparison.Ordinal));
        Kind($"password = '{token}'").ShouldBe(PiecesSecretKind.GitHubToken);
        Kind($"Authorization: Bearer {JsonWebToken(1)}").ShouldBe(PiecesSecretKind.JsonWebToken);
    }

    [Theory]
    [InlineData("password = '<your password>'")]
    [InlineData("password = 'xxxxxxxx1'")]
    [InlineData("password = 'example1234'")]
    [InlineData("password = \"${DB_PASSWORD_1}\"")]
    [InlineData("password = '$env:DB_PASSWORD1'")]
    [InlineData("password = '{{ db_password1 }}'")]
    [InlineData("password = '%DB_PASSWORD1%'")]
    [InlineData("password = os.environ['DB_PASSWORD1']")]
    [InlineData("password = process.env.DB_PASSWORD1;")]
    [InlineData("password = getPassword('db1')")]
    [InlineData("password = 'changeme1'")]
    [InlineData("password = 'Password1!'")]
    [InlineData("password = 'P@ssw0rd'")]
    [InlineData("password = 'aaaaaaa1'")]
    [InlineData("if (password == 'tr0ub4dor&3')")]
    [InlineData("\"password\": \"Kennwort eingeben (2 Zeichen)\"")]
    [InlineData("\"password\": \"auth.form.password.label\"")]
    [InlineData("password: '#password-2'")]
    [InlineData("passwordHash = 'kX9#mQ2vL7'")]
    [InlineData("<input type=\"password\" id=\"pw1\" name=\"password\">")]
    [InlineData("$Password = Read-Host 'Password 1' -AsSecureString")]
    [InlineData("DB_PASSWORD=\n")]
    [InlineData("DB_PASSWORD=$DB_PASSWORD_1\n")]
    [InlineData("Server=db;Database=shop;User Id=app;Password={0};")]
    [InlineData("Server=db;User Id=app;Password=<password1>;")]
    [InlineData("postgres://postgres:postgres@localhost/shop")]
    [InlineData("postgres://user:password1@localhost/shop")]
    [InlineData("https://user:$TOKEN_1234@github.com/a")]
    [InlineData("https://contoso.net:8443/a@b")]
    [InlineData("npm install @scope/a@1.2.3 https://registry.npmjs.org/a/-/a-1.2.3.tgz")]
    [InlineData("apiKey = '0c1f4f0a-6c0e-4a35-9d5c-9f0f4b1d6f55'")]
    [InlineData("access_key = 'feature_flag_v2_enabled'")]
    [InlineData("Authorization: Bearer <token>")]
    [InlineData("Authorization: Bearer ${token}")]
    [InlineData("headers: { Authorization: `Bearer ${accessToken1}` }")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----")]
    [InlineData("text.Contains(\"-----BEGIN RSA PRIVATE KEY-----\")")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("AKIAXXXXXXXXXXXXXXXX")]
    public void Placeholders_references_and_names_are_not_reported(string text) => SecretScanner.Find(text).ShouldBeEmpty();

    [Fact]
    public void Documented_example_tokens_are_not_reported()
    {
        SecretScanner.Find("AKIA" + "IOSFODNN7EXAMPLE").ShouldBeEmpty();
        SecretScanner.Find("AccountKey=" + "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1" + "OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==").ShouldBeEmpty();
    }

    /// <summary>What looks random and is not secret: images, hashes, IDs, lock files, minified code.</summary>
    [Fact]
    public void Random_data_without_secrets_is_not_reported()
    {
        var random = new Random(17);
        var text = new StringBuilder();
        for (var index = 0; index < 2000; index++)
        {
            var bytes = new byte[random.Next(16, 600)];
            random.NextBytes(bytes);
            var hash = Convert.ToHexStringLower(bytes.AsSpan(0, 16));
            text.Append(CultureInfo.InvariantCulture, $"<img src=\"data:image/png;base64,{Convert.ToBase64String(bytes)}\">\n")
                .Append(CultureInfo.InvariantCulture, $"\"node_modules/a{index}\": {{ \"resolved\": \"https://registry.npmjs.org/a/-/a-{index}.tgz\", \"integrity\": \"sha512-{Convert.ToBase64String(bytes)}\" }},\n")
                .Append(CultureInfo.InvariantCulture, $"\"id\": \"{new Guid(bytes.AsSpan(0, 16))}\", \"sha256\": \"{hash}\", \"etag\": \"{hash}\", commit {hash} {Base64UrlOf(bytes)}\n")
                .Append(CultureInfo.InvariantCulture, $"!function(e,t){{var n=e.password,r=t.secret;n.token=\"k{hash}\",r.key=e[\"password\"]||\"\"}}(a{index},b);\n")
                .Append(CultureInfo.InvariantCulture, $"Package@{index}.{index}.{index}: sha1-{Convert.ToBase64String(bytes.AsSpan(0, 16))} // AKIA, ghp_, sk-, eyJ, AIza\n");
        }

        SecretScanner.Find(text.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void The_samples_of_the_server_contain_no_secrets()
    {
        var samples = Path.Combine(StagedModule.Root, "src", "PiecesOs.Server", "Pieces");
        var files = Directory.EnumerateFiles(samples, "*", SearchOption.AllDirectories).ToArray();

        files.ShouldNotBeEmpty();
        foreach (var file in files)
            SecretScanner.Find(File.ReadAllText(file)).ShouldBeEmpty(file);
    }

    [Fact]
    public void Secrets_are_found_at_every_position_of_the_windows_in_which_a_long_text_is_read()
    {
        const int Filler = 997;
        var text = new StringBuilder();
        var expected = new List<(PiecesSecretKind Kind, long Start, long Line)>();
        var line = 1L;
        for (var seed = 0; seed < 700; seed++)
        {
            var token = seed % 7 == 0 ? PrivateKey(seed, "RSA ", lines: 25) : seed % 2 == 0 ? "ghp_" + Some(seed, 36) : $"password = 'kX9#m{seed}Q2vL7'";
            text.Append('x', Filler + (seed % 50)).Append(seed % 3 == 0 ? "\n" : " ");
            line += seed % 3 == 0 ? 1 : 0;
            if (seed % 7 != 0 && seed % 2 != 0)
                expected.Add((PiecesSecretKind.GenericPassword, text.Length + "password = '".Length, line));
            else
                expected.Add((seed % 7 == 0 ? PiecesSecretKind.PrivateKey : PiecesSecretKind.GitHubToken, text.Length, line));
            text.Append(token).Append('\n');
            line += token.Count(static character => character == '\n') + 1;
        }

        text.Length.ShouldBeGreaterThan(900_000);
        var found = SecretScanner.Find(text.ToString()).Select(static secret => (secret.Kind, secret.Start, secret.Line)).ToArray();
        expected.Except(found).ShouldBeEmpty();
        found.ShouldBe(expected);
        using var reader = new StringReader(text.ToString());
        SecretScanner.Find(reader, CancellationToken.None).Select(static secret => (secret.Kind, secret.Start, secret.Line)).ShouldBe(expected);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        SecretScanner.Count(stream, CancellationToken.None).ShouldBe(expected.Count);
    }

    /// <summary>The text never ends where a rule would have to go back, so a rule that repeats its work for each character would not end.</summary>
    [Theory]
    [InlineData("eyJ")]
    [InlineData("eyJ-")]
    [InlineData("eyJaaaaaaaaaaaaaaaa.")]
    [InlineData("password='")]
    [InlineData("password = \"a1")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("://a:")]
    [InlineData("http://a")]
    [InlineData("Bearer ")]
    [InlineData("sk-")]
    [InlineData("/AKIA")]
    [InlineData("A")]
    [InlineData("-")]
    [InlineData("pwd=;host=")]
    [InlineData("ConvertTo-SecureString 'a1b2c3d4e5'")]
    public async Task Hostile_text_does_not_delay_the_scan(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 4_000_000 / part.Length));

        await Task.Run(() => SecretScanner.Find(text).Count(), TestContext.Current.CancellationToken).WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
    }

    /// <summary>Memory of a scan does not depend on the length of the text.</summary>
    [Fact]
    public void A_text_of_100_MB_is_scanned_in_windows()
    {
        using var stream = new RepeatedStream(Encoding.UTF8.GetBytes("    var total = items.Sum(item => item.Price); // ä 語 😀\n"), 100_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        SecretScanner.Count(stream, CancellationToken.None).ShouldBe(0);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2_000_000);
    }

    private static PiecesSecretKind Kind(string text) => SecretScanner.Find(text).ShouldHaveSingleItem().Kind;

    /// <summary>Random characters, without the parts that the scanner knows as placeholders.</summary>
    private static string Some(int seed, int length, string alphabet = Alphanumeric)
    {
        var random = new Random((seed * 7919) + length);
        return string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
    }

    private static string JsonWebToken(int seed) => string.Join(
        '.',
        Base64UrlOf("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8),
        Base64UrlOf(Encoding.UTF8.GetBytes($"{{\"sub\":\"{seed}\",\"name\":\"Grace\",\"admin\":true}}")),
        Some(seed, 43, Base64Url));

    private static string Base64UrlOf(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string PrivateKey(int seed, string type, int lines) =>
        $"-----BEGIN {type}PRIVATE KEY-----\n{string.Concat(Enumerable.Range(0, lines).Select(line => Some(seed + line, 64, Base64) + "\n"))}-----END {type}PRIVATE KEY-----";

    /// <summary>A stream that repeats a text.</summary>
    private sealed class RepeatedStream(byte[] text, long length) : MemoryStream
    {
        private long _position;

        public override long Length => length;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(Math.Min(count, text.Length - (_position % text.Length)), length - _position);
            Array.Copy(text, _position % text.Length, buffer, offset, read);
            _position += read;
            return read;
        }

        public override int Read(Span<byte> buffer)
        {
            var read = (int)Math.Min(Math.Min(buffer.Length, text.Length - (_position % text.Length)), length - _position);
            text.AsSpan((int)(_position % text.Length), read).CopyTo(buffer);
            _position += read;
            return read;
        }
    }
}
