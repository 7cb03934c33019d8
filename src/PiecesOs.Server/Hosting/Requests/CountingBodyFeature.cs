using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Hosting.Requests;

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

/// <summary>Passes everything on and counts it.</summary>
internal sealed class CountingPipeWriter(PipeWriter inner, RequestRecord record) : PipeWriter
{
    /// <inheritdoc />
    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    /// <inheritdoc />
    public override long UnflushedBytes => inner.UnflushedBytes;

    /// <inheritdoc />
    public override void Advance(int bytes)
    {
        record.ResponseBytes += bytes;
        inner.Advance(bytes);
    }

    /// <inheritdoc />
    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    /// <inheritdoc />
    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    /// <inheritdoc />
    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    /// <inheritdoc />
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    /// <inheritdoc />
    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    /// <inheritdoc />
    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    /// <inheritdoc />
    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        record.ResponseBytes += source.Length;
        return inner.WriteAsync(source, cancellationToken);
    }
}
