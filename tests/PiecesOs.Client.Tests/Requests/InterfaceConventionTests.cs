using System.Reflection;
using Refit;
using RestCore.Http;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Requests;

/// <summary>What the handlers rely on in the interfaces.</summary>
public class InterfaceConventionTests
{
    private static readonly MethodInfo[] s_operations = typeof(PiecesClient).Assembly.GetExportedTypes()
        .Where(static type => type.IsInterface).SelectMany(static type => type.GetMethods()).ToArray();

    [Fact]
    public void Each_interface_has_a_generated_client()
    {
        using var transport = new RestTransport(new RestTransportOptions { BaseAddress = new Uri("http://127.0.0.1:1/") });
        var client = new PiecesClient(new RestClient(transport));

        var clients = typeof(PiecesClient).GetProperties().Where(static property => property.PropertyType.IsInterface).Select(property => property.GetValue(client)!).ToArray();

        clients.Length.ShouldBe(s_operations.Select(static operation => operation.DeclaringType).Distinct().Count());
        clients.ShouldAllBe(static one => one.GetType().GetField("_requestBuilder", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(one) == null);
    }

    [Fact]
    public void The_values_in_a_path_are_the_first_parameters_in_the_order_of_the_path()
    {
        s_operations.Length.ShouldBeGreaterThan(20);
        foreach (var operation in s_operations)
        {
            var names = operation.GetCustomAttribute<HttpMethodAttribute>()!.Path.Split('{').Skip(1).Select(static part => part.Split('}')[0]).ToArray();
            operation.GetParameters().Take(names.Length).Select(static parameter => parameter.Name!).ShouldBe(names, operation.Name);
        }
    }
}
