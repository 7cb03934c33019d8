using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace System.Management.Automation;

/// <summary>The notes put on an object, then its public CLR properties.</summary>
internal sealed class MemberCollection<T>(object owner, List<PSMemberInfo> notes) : PSMemberInfoCollection<T>
    where T : PSMemberInfo
{
    public override T? this[string name] =>
        this.FirstOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public override void Add(T member) => Add(member, preValidated: false);

    public override void Add(T member, bool preValidated)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (!preValidated && this[member.Name] is { } existing)
            throw new InvalidOperationException($"Cannot add a member with the name \"{existing.Name}\" because a member with that name already exists.");
        lock (notes)
            notes.Add(member);
    }

    public override void Remove(string name)
    {
        lock (notes)
            notes.RemoveAll(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    public override IEnumerator<T> GetEnumerator()
    {
        T[] added;
        lock (notes)
            added = [.. notes.OfType<T>()];
        var own = owner is PSCustomObject
            ? []
            : owner.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0)
                .Select(p => new PSProperty(owner, p))
                .OfType<T>()
                .Where(p => !added.Any(a => a.Name.Equals(p.Name, StringComparison.OrdinalIgnoreCase)));
        return added.Concat(own).GetEnumerator();
    }
}
