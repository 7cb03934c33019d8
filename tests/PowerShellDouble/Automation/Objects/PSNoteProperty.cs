namespace System.Management.Automation;

public class PSNoteProperty : PSPropertyInfo
{
    public PSNoteProperty(string name, object? value)
    {
        SetMemberName(name);
        Store = value;
    }

    public override PSMemberTypes MemberType => PSMemberTypes.NoteProperty;

    public override bool IsGettable => true;

    public override bool IsSettable => true;

    public override object? Value
    {
        get => Store;
        set => Store = value;
    }

    public override string TypeNameOfValue => (Store?.GetType() ?? typeof(object)).FullName!;

    private object? Store { get; set; }
}
