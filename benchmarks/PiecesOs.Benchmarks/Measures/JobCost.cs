namespace PiecesOs.Benchmarks.Measures;

/// <summary>The requests and bytes of a job, and the least with which a client that is written only for this job can do it.</summary>
/// <param name="Job">The job.</param>
/// <param name="Own">What the module needs.</param>
/// <param name="Least">The least possible.</param>
internal sealed record JobCost(string Job, Traffic Own, Traffic Least);
