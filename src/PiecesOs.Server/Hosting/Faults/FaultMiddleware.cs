using System.Text;
using Microsoft.AspNetCore.Http.Features;
using PiecesOs.Server.Hosting.Requests;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Hosting.Faults;

/// <summary>Applies the first fault that matches a request.</summary>
internal sealed class FaultMiddleware(FaultList faults)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (AdminGuard.IsAdmin(context) || faults.FindMatch(context.Request.Method, context.Request.Path.Value ?? "/") is not { } fault)
        {
            await next(context);
            return;
        }

        if (context.Features.Get<RequestRecord>() is { } record)
            record.Faulted = true;
        if (fault.TruncateAfterBytes is { } bytes)
            context.Features.Set(new ResponseLimit(bytes));
        if (fault.DelayMs > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), context.RequestAborted);
        if (fault.Drop)
        {
            context.Abort();
            return;
        }

        foreach (var (name, value) in fault.Headers)
            context.Response.Headers[name] = value;
        if (fault.Redirect is not null || fault.Status is not null || fault.Body is not null)
            await WriteAsync(context, fault);
        else
            await PassAsync(context, fault, next);
    }

    private static async Task WriteAsync(HttpContext context, Fault fault)
    {
        context.Response.StatusCode = fault.Status ?? (fault.Redirect is null ? StatusCodes.Status200OK : StatusCodes.Status307TemporaryRedirect);
        if (fault.Redirect is not null)
            context.Response.Headers.Location = fault.Redirect;
        var body = Encoding.UTF8.GetBytes(fault.Body ?? "");
        if (body.Length == 0)
            return;
        context.Response.ContentType = fault.ContentType ?? "text/plain; charset=utf-8";
        await PassAsync(context, fault, _ => context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask());
    }

    private static async Task PassAsync(HttpContext context, Fault fault, RequestDelegate next)
    {
        if (!fault.ChangesBody || context.WebSockets.IsWebSocketRequest)
        {
            await next(context);
            return;
        }

        var before = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var stream = new FaultyStream(context, before.Stream, fault);
        var faulty = new StreamResponseBodyFeature(stream, before);
        context.Features.Set<IHttpResponseBodyFeature>(faulty);
        try
        {
            await next(context);
            await faulty.CompleteAsync();
        }
        finally
        {
            context.Features.Set(before);
        }
    }
}
