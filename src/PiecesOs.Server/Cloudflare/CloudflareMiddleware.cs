using PiecesOs.Server.Http;

namespace PiecesOs.Server.Cloudflare;

/// <summary>Checks credentials and the rate limit of everything under <c>/client/v4</c>, and writes errors in Cloudflare's envelope.</summary>
internal sealed class CloudflareMiddleware(CloudflareCredentials credentials, CloudflareSettings settings)
{
    private const string Root = "/client/v4";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // Routing ignores case, so this check must too.
        if (!context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        try
        {
            Authorize(context);
            await next(context);
            if (!context.Response.HasStarted && context.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)
                throw CloudflareError.NoRoute(context.Request.Path);
        }
        catch (CloudflareError error) when (!context.Response.HasStarted)
        {
            await CloudflareEnvelope.ErrorAsync(context, error.Code == CloudflareError.NoRouteCode ? CloudflareError.NoRoute(context.Request.Path, settings.NoRouteStatus) : error);
        }
        catch (ApiError error) when (!context.Response.HasStarted)
        {
            await CloudflareEnvelope.ErrorAsync(context, new CloudflareError(error.Status, 1001, error.Message));
        }
        catch (Exception error) when (!context.Response.HasStarted && error is not (ResponseTruncatedException or OperationCanceledException))
        {
            await Console.Error.WriteLineAsync($"{context.Request.Method} {context.Request.Path}: {error}");
            await CloudflareEnvelope.ErrorAsync(context, new CloudflareError(StatusCodes.Status500InternalServerError, 10001, "Internal server error"));
        }
    }

    private void Authorize(HttpContext context)
    {
        var access = credentials.Check(context.Request);
        var status = settings.RateLimit.CountRequest();
        status.Write(context.Response.Headers);
        if (status.Refused)
            throw new CloudflareError(StatusCodes.Status429TooManyRequests, 971, "Please wait and consider throttling your request speed");
        if (access == AccessLevel.Read && !HttpMethods.IsGet(context.Request.Method))
            throw CloudflareError.Forbidden(10000, "Authentication error");
    }
}
