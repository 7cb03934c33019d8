namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>The scenarios, in the order of the report.</summary>
internal static class AllScenarios
{
    public static IReadOnlyList<Scenario> List { get; } =
    [
        new ListScenario(),
        new ColdScenario(),
        new FirstObjectScenario(),
        new MemoryScenario(),
        new StartScenario(),
        new ImportScenario(),
        new CompletionScenario(),
        new CreateScenario(),
        new CreateBinaryScenario(),
        new SaveBinaryScenario(),
        new ExportScenario(),
        new PaceScenario(),
        new RequestsScenario(),
        new SandboxScenario(),
        new HomeScenario(),
        new GrowthScenario(),
    ];
}
