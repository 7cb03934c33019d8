using Xunit;

namespace PiecesOs.Module.Tests.Connection;

/// <summary>Tests that change the environment variables of the process. They run one by one, after all others.</summary>
[CollectionDefinition(nameof(EnvironmentCollection), DisableParallelization = true)]
public sealed class EnvironmentCollection;
