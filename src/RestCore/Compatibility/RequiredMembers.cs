#if NETFRAMEWORK
#pragma warning disable MA0048 // The two markers that required members compile to, missing from .NET Framework.
namespace System.Runtime.CompilerServices;

/// <summary>Marks a member that an initializer has to set.</summary>
[AttributeUsage(AttributeTargets.All)]
internal sealed class RequiredMemberAttribute : Attribute;

/// <summary>Keeps compilers that do not know required members away.</summary>
[AttributeUsage(AttributeTargets.All)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    /// <summary>The feature's name.</summary>
    public string FeatureName { get; } = featureName;
}
#endif
