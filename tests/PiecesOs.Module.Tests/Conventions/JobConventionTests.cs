using System.Management.Automation;
using System.Reflection;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>What runs beside the pipeline cannot read a parameter: the next input may have been bound to it.</summary>
public sealed class JobConventionTests
{
    private static readonly Type[] s_jobs =
        [.. ModuleUnderTest.Assembly.GetTypes().Where(static type => type.IsClass && typeof(IPipelineJob).IsAssignableFrom(type))];

    public static TheoryData<string> Jobs => [.. s_jobs.Select(static job => job.FullName!)];

    [Fact]
    public void There_are_jobs() => s_jobs.Length.ShouldBeGreaterThanOrEqualTo(8);

    [Theory]
    [MemberData(nameof(Jobs))]
    public void It_is_sealed_and_reaches_no_cmdlet(string job)
    {
        var type = ModuleUnderTest.Assembly.GetType(job)!;
        type.IsSealed.ShouldBeTrue();
        Reached(type).Where(static reached => typeof(Cmdlet).IsAssignableFrom(reached)).ShouldBeEmpty();
    }

    /// <summary>A delegate made by a cmdlet would bring the cmdlet along.</summary>
    [Theory]
    [MemberData(nameof(Jobs))]
    public void It_is_given_no_delegate(string job) => Fields(ModuleUnderTest.Assembly.GetType(job)!)
        .Where(static field => typeof(Delegate).IsAssignableFrom(field.FieldType)).Select(static field => field.Name).ShouldBeEmpty();

    /// <summary>Its own fields cannot change once it has been made.</summary>
    [Theory]
    [MemberData(nameof(Jobs))]
    public void It_is_immutable(string job) => Fields(ModuleUnderTest.Assembly.GetType(job)!)
        .Where(static field => !field.IsInitOnly).Select(static field => field.Name).ShouldBeEmpty();

    /// <summary>Only the base of all cmdlets starts work that outlives the input.</summary>
    [Fact]
    public void No_cmdlet_starts_a_task_of_its_own() => ModuleUnderTest.Cmdlets
        .SelectMany(static cmdlet => Fields(cmdlet).Where(static field => typeof(System.Threading.Tasks.Task).IsAssignableFrom(field.FieldType))
            .Select(field => $"{cmdlet.Name()}: {field.Name}"))
        .ShouldBeEmpty();

    /// <summary>The types of this module that a job holds, directly or through others.</summary>
    private static HashSet<Type> Reached(Type job)
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
