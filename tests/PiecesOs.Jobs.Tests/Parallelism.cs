using Xunit.v3;

// A job mostly waits for its slow server, so more of them run at once than there are processors.
[assembly: Parallelization(MaxThreads = 12)]
