using System.Reflection;
using Refit;
using Shouldly;
using Xunit;

namespace CloudflareSharing.Client.Tests;

/// <summary>What the handlers rely on in the interfaces.</summary>
public class InterfaceConventionTests
{
    private static readonly MethodInfo[] s_operations = typeof(IResourceSharingApi).GetMethods();

    [Fact]
    public void The_values_in_a_path_are_the_first_parameters_in_the_order_of_the_path()
    {
        s_operations.Length.ShouldBe(21);
        foreach (var operation in s_operations)
        {
            var names = operation.GetCustomAttribute<HttpMethodAttribute>()!.Path.Split('{').Skip(1).Select(static part => part.Split('}')[0]).ToArray();
            operation.GetParameters().Take(names.Length).Select(static parameter => parameter.Name!).ShouldBe(names, operation.Name);
        }
    }
}
