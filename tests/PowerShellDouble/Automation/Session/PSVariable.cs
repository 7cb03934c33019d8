namespace System.Management.Automation;

public class PSVariable
{
    public PSVariable(string name)
        : this(name, value: null)
    {
    }

    public PSVariable(string name, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Store = value;
    }

    public string Name { get; }

    public virtual object? Value
    {
        get => Store;
        set => Store = value;
    }

    private object? Store { get; set; }
}
