using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Hosting.Requests;

/// <summary>Turns errors into the documented responses, and unexpected exceptions into the server's own 500.</summary>
internal static class ErrorMiddleware
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (ResponseTruncatedException)
        {
            throw;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested || context.Response.HasStarted)
        {
            return;
        }
        catch (ApiError error) when (!context.Response.HasStarted)
        {
            await context.TextAsync(error.Status, error.Message);
            return;
        }
        catch (Exception error) when (!context.Response.HasStarted && DataFileException.FaultOf(error) is { } fault)
        {
            await Console.Error.WriteLineAsync($"{context.Request.Method} {context.Request.Path}: {error.Message}");
            context.Response.Clear();
            await context.TextAsync(fault == DataFileFault.DiskFull ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status500InternalServerError, MessageOf(fault));
            return;
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            var id = Guid.NewGuid().ToString();
            await Console.Error.WriteLineAsync($"Event {id}: {context.Request.Method} {context.Request.Path}: {error}");
            context.Response.Clear();
            await context.JsonAsync(StatusCodes.Status500InternalServerError, Json.Build(writer => writer.WriteObject(() =>
            {
                writer.WriteString("error", "Internal Server Error");
                writer.WriteString("eventId", id);
            })));
            return;
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync($"{context.Request.Method} {context.Request.Path} broke off: {error}");
            context.Abort();
            return;
        }

        if (!context.Response.HasStarted && context.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)
            await context.TextAsync(StatusCodes.Status404NotFound, "Route not found");
    }

    private static string MessageOf(DataFileFault fault) => fault switch
    {
        DataFileFault.DiskFull => "The disk of the server is full. Nothing was changed. Free some space and repeat the request.",
        DataFileFault.ReadOnly => "The data file of the server is read-only. Nothing was changed.",
        DataFileFault.Damaged => "The data file of the server is damaged. Stop the server and restore a backup.",
        _ => "The data file of the server cannot be used.",
    };
}
