namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Event | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class HiddenAttribute : Attribute;
