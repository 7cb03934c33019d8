using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace PiecesOs.Server.Admin;

/// <summary>The response body of the server with its bytes counted.</summary>
internal sealed class CountingBodyFeature(IHttpResponseBodyFeature inner, RequestRecord record) : IHttpResponseBodyFeature
{
    private readonly CountingPipeWriter _writer = new(inner.Writer, record);
    private Stream? _stream;

    /// <inheritdoc />
    public Stream Stream => _stream ??= _writer.AsStream(leaveOpen: true);

    /// <inheritdoc />
    public PipeWriter Writer => _writer;

    /// <inheritdoc />
    public void DisableBuffering() => inner.DisableBuffering();

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

    /// <inheritdoc />
    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        inner.SendFileAsync(path, offset, count, cancellationToken);

    /// <inheritdoc />
    public Task CompleteAsync() => inner.CompleteAsync();
}
