namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class ValidateArgumentsAttribute : Attribute
{
    internal void InternalValidate(object? arguments, EngineIntrinsics engineIntrinsics) => Validate(arguments, engineIntrinsics);

    protected abstract void Validate(object? arguments, EngineIntrinsics engineIntrinsics);
}
