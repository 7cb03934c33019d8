using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Hosting.Requests;

/// <summary>The response body of the server with its bytes counted.</summary>
internal sealed class CountingBodyFeature(IHttpResponseBodyFeature inner, RequestRecord record) : IHttpResponseBodyFeature
{
    private readonly CountingPipeWriter _writer = new(inner.Writer, record);
    private Stream? _stream;

    public Stream Stream => _stream ??= _writer.AsStream(leaveOpen: true);

    public PipeWriter Writer => _writer;

    public void DisableBuffering() => inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        inner.SendFileAsync(path, offset, count, cancellationToken);

    public Task CompleteAsync() => inner.CompleteAsync();
}

/// <summary>Passes everything on and counts it.</summary>
internal sealed class CountingPipeWriter(PipeWriter inner, RequestRecord record) : PipeWriter
{
    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes)
    {
        record.ResponseBytes += bytes;
        inner.Advance(bytes);
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        record.ResponseBytes += source.Length;
        return inner.WriteAsync(source, cancellationToken);
    }
}
