using System;
using System.Linq;
using System.Management.Automation;

namespace PiecesOs.Module;

/// <summary>Tells the objects of the service apart, also those that came back from a job or a file.</summary>
internal static class CloudflareObject
{
    private const string Namespace = "CloudflareSharing.Client.";

    /// <summary>The short name of its type, such as <c>CloudflareShare</c>; <see langword="null"/> for anything that is none of the service's.</summary>
    public static string? KindOf(object? input)
    {
        var names = input is PSObject wrapped ? wrapped.TypeNames.ToArray() : [input?.GetType().FullName ?? string.Empty];
        var name = names.FirstOrDefault(static name => name.IndexOf(Namespace, StringComparison.Ordinal) >= 0);
        return name?.Substring(name.IndexOf(Namespace, StringComparison.Ordinal) + Namespace.Length);
    }
}
