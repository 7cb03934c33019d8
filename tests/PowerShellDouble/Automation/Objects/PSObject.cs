using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;

namespace System.Management.Automation;

public class PSObject
{
    // As in the engine, what is put on an object stays with it when it is unwrapped and wrapped again.
    private static readonly ConditionalWeakTable<object, Extension> Extensions = [];

    private readonly Extension _extension;

    public PSObject()
        : this(PSCustomObject.Self)
    {
    }

    public PSObject(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        ImmediateBaseObject = obj;
        BaseObject = obj is PSObject wrapped ? wrapped.BaseObject : obj;
        _extension = (obj as PSObject)?._extension
            ?? (BaseObject is PSCustomObject or string or ValueType
                ? new Extension(BaseObject)
                : Extensions.GetValue(BaseObject, o => new Extension(o)));
        Properties = new MemberCollection<PSPropertyInfo>(BaseObject, _extension.Notes);
        Members = new MemberCollection<PSMemberInfo>(BaseObject, _extension.Notes);
    }

    public object ImmediateBaseObject { get; }

    public object BaseObject { get; }

    public PSMemberInfoCollection<PSPropertyInfo> Properties { get; }

    public PSMemberInfoCollection<PSMemberInfo> Members { get; }

    public Collection<string> TypeNames => _extension.TypeNames;

    public static PSObject AsPSObject(object obj) => obj as PSObject ?? new PSObject(obj);

    public override bool Equals(object? obj) =>
        ReferenceEquals(this, obj) || (BaseObject is not PSCustomObject && BaseObject.Equals(Base(obj)));

    public override int GetHashCode() =>
        BaseObject is PSCustomObject ? RuntimeHelpers.GetHashCode(this) : BaseObject.GetHashCode();

    public override string ToString() => BaseObject is PSCustomObject
        ? "@{" + string.Join("; ", Properties.Select(p => p.Name + "=" + Convert.ToString(p.Value, CultureInfo.InvariantCulture))) + "}"
        : Convert.ToString(BaseObject, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Unwraps; an object made of notes alone stays as it is.</summary>
    internal static object? Base(object? obj) => obj is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : obj;

    private sealed class Extension(object owner)
    {
        public List<PSMemberInfo> Notes { get; } = [];

        public Collection<string> TypeNames { get; } = new(Bases(owner.GetType()).ToList());

        private static IEnumerable<string> Bases(Type type)
        {
            for (var at = type; at is not null; at = at.BaseType)
                yield return at.FullName ?? at.Name;
        }
    }
}
