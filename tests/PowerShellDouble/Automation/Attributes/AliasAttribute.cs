using System.Collections.Generic;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AliasAttribute : Attribute
{
    public AliasAttribute(params string[] aliasNames) => AliasNames = aliasNames;

    public IList<string> AliasNames { get; }
}
