using PiecesOs.Trust.Tests.Support;
using Xunit;

namespace PiecesOs.Trust.Tests;

/// <summary>The tests run one after another, because each of them uses all cores.</summary>
[CollectionDefinition(Name)]
public sealed class TrustCollection : ICollectionFixture<TrustRun>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "trust";
}
