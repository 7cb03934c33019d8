using Xunit;

namespace PiecesOs.Module.Tests.Pipeline;

public sealed class WarmUpTests
{
    [Fact]
    public Task The_responses_from_memory_are_valid() => WarmUp.RunAsync();
}
