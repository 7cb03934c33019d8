using System.Management.Automation;
using System.Reflection;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>Work that runs beside the pipeline must not read a cmdlet parameter, because the next input may already have been bound to it.</summary>
public sealed class JobConventionTests
{
    private static readonly Type[] s_jobs =
        [.. ModuleUnderTest.Assembly.GetTypes().Where(static type => type.IsClass && typeof(IPipelineJob).IsAssignableFrom(type))];

    public static TheoryData<string> Jobs => [.. s_jobs.Select(static job => job.FullName!)];

    [Fact]
    public void There_are_jobs() => s_jobs.Length.ShouldBeGreaterThanOrEqualTo(8);

    [Theory]
    [MemberData(nameof(Jobs))]
    public void It_is_sealed_and_does_not_reference_a_cmdlet(string job)
    {
        var type = ModuleUnderTest.Assembly.GetType(job)!;
        type.IsSealed.ShouldBeTrue($"{job} is not sealed.");
        ReferencedTypes(type).Where(static reached => typeof(Cmdlet).IsAssignableFrom(reached)).ShouldBeEmpty($"{job} reaches this cmdlet through its fields. Copy what it needs into the job.");
    }

    /// <summary>A delegate that a cmdlet creates would capture the cmdlet.</summary>
    [Theory]
    [MemberData(nameof(Jobs))]
    public void It_has_no_delegate(string job) => Fields(ModuleUnderTest.Assembly.GetType(job)!)
        .Where(static field => typeof(Delegate).IsAssignableFrom(field.FieldType)).Select(static field => field.Name).ShouldBeEmpty();

    /// <summary>Its fields cannot change after construction.</summary>
    [Theory]
    [MemberData(nameof(Jobs))]
    public void It_is_immutable(string job) => Fields(ModuleUnderTest.Assembly.GetType(job)!)
        .Where(static field => !field.IsInitOnly).Select(static field => field.Name).ShouldBeEmpty();

    /// <summary>Only AsyncCmdlet starts work that can outlive the input.</summary>
    [Fact]
    public void No_cmdlet_starts_its_own_task() => ModuleUnderTest.Cmdlets
        .SelectMany(static cmdlet => Fields(cmdlet).Where(static field => typeof(System.Threading.Tasks.Task).IsAssignableFrom(field.FieldType))
            .Select(field => $"{cmdlet.Name()}: {field.Name}"))
        .ShouldBeEmpty();

    /// <summary>The types of this module that a job references, directly or indirectly.</summary>
    private static HashSet<Type> ReferencedTypes(Type job)
    {
        var reached = new HashSet<Type>();
        var next = new Stack<Type>([job]);
        while (next.TryPop(out var type))
        {
            if (!reached.Add(type))
                continue;
            foreach (var field in Fields(type))
            {
                foreach (var held in field.FieldType.IsGenericType ? field.FieldType.GetGenericArguments() : [field.FieldType.GetElementType() ?? field.FieldType])
                {
                    if (held.Assembly == job.Assembly)
                        next.Push(held);
                }
            }
        }

        return reached;
    }

    private static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
}
