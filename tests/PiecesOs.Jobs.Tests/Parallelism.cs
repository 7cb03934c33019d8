using Xunit;

// A job mostly waits for its slow server, so more of them run at once than there are processors.
[assembly: CollectionBehavior(MaxParallelThreads = 12)]
