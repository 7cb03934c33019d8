using Xunit.v3;

// Jobs mostly wait for the slow server, so more of them run at once than there are processors.
[assembly: Parallelization(MaxThreads = 8)]
