using Shouldly;

namespace PiecesOs.Client.Tests.Support;

/// <summary>What went over the wire.</summary>
internal static class ExchangeAssertions
{
    private const int LoggedBytes = 2048;

    /// <summary>Method, path and query, and no body.</summary>
    public static void ShouldHaveSent<T>(this Exchange<T> exchange, string operation, string line, int status = 200)
    {
        exchange.Operation.ShouldBe(operation);
        exchange.Request.Line.ShouldBe(line);
        exchange.Request.ContentType.ShouldBeNull();
        exchange.Request.Body.ShouldBeEmpty();
        exchange.Status.ShouldBe(status);
    }

    /// <summary>Method, path, query and body, compared as far as the log keeps it.</summary>
    public static void ShouldHaveSentBody<T>(this Exchange<T> exchange, string operation, string line, string body, int status = 200)
    {
        exchange.Operation.ShouldBe(operation);
        exchange.Request.Line.ShouldBe(line);
        exchange.Request.ContentType.ShouldBe("application/json; charset=utf-8");
        exchange.Request.Body.ShouldBe(body.Length > LoggedBytes ? body[..LoggedBytes] : body);
        exchange.Status.ShouldBe(status);
    }
}
