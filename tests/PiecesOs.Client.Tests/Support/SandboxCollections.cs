using Xunit;

namespace PiecesOs.Client.Tests.Support;

/// <summary>Each collection has a sandbox of its own, so that its request log holds no other test's requests.</summary>
internal static class SandboxCollections
{
    public const string Assets = "Assets";
    public const string Links = "Links";
    public const string Streams = "Streams";
}

[CollectionDefinition(SandboxCollections.Assets)]
public sealed class AssetsSandbox : ICollectionFixture<Sandbox>;

[CollectionDefinition(SandboxCollections.Links)]
public sealed class LinksSandbox : ICollectionFixture<Sandbox>;

[CollectionDefinition(SandboxCollections.Streams)]
public sealed class StreamsSandbox : ICollectionFixture<Sandbox>;
