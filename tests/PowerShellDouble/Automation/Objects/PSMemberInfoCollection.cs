using System.Collections;
using System.Collections.Generic;

namespace System.Management.Automation;

public abstract class PSMemberInfoCollection<T> : IEnumerable<T>
    where T : PSMemberInfo
{
    public abstract T? this[string name] { get; }

    public abstract void Add(T member);

    public abstract void Add(T member, bool preValidated);

    public abstract void Remove(string name);

    public abstract IEnumerator<T> GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
