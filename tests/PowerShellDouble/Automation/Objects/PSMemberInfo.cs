namespace System.Management.Automation;

public abstract class PSMemberInfo
{
    public string Name { get; private set; } = "";

    public abstract PSMemberTypes MemberType { get; }

    public abstract object? Value { get; set; }

    public abstract string TypeNameOfValue { get; }

    protected void SetMemberName(string name) => Name = name;
}
