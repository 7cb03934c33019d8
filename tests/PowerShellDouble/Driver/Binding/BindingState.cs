using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Numerics;
using System.Reflection;

namespace PowerShellDouble.Binding;

/// <summary>What is bound, what is not, and which parameter sets (as bits; all of them while nothing narrowed them) are still possible.</summary>
internal sealed class BindingState
{
    public const uint All = uint.MaxValue;

    private readonly List<string> _setNames = [];
    private readonly ArgumentBinder _arguments;
    private readonly string? _defaultName;

    public BindingState(Cmdlet cmdlet, InvocationInfo invocation, EngineIntrinsics engine)
    {
        Cmdlet = cmdlet;
        Errors = new BindingErrors(invocation);
        Invocation = invocation;
        _arguments = new ArgumentBinder(cmdlet, engine, Errors);
        _defaultName = cmdlet.GetType().GetCustomAttribute<CmdletAttribute>()?.DefaultParameterSetName;
        Parameters = [.. cmdlet.GetType().GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute), inherit: false)).Select(p => new CmdletParameter(p))];
        Unbound = [.. Parameters];
        if (!string.IsNullOrEmpty(_defaultName))
            Default = FlagOf(_defaultName);
        foreach (var set in Parameters.SelectMany(p => p.Sets).Where(s => !s.IsAllSets))
            set.Flag = FlagOf(set.Attribute.ParameterSetName);
    }

    public Cmdlet Cmdlet { get; }

    public InvocationInfo Invocation { get; }

    public BindingErrors Errors { get; }

    public IReadOnlyList<CmdletParameter> Parameters { get; }

    public List<CmdletParameter> Unbound { get; }

    public uint Current { get; set; } = All;

    public uint Default { get; }

    /// <summary>The set the pipeline binder tries first, or 0.</summary>
    public uint Prioritized { get; set; }

    public uint Declared => (1u << _setNames.Count) - 1;

    public int SetCount => _setNames.Count;

    public static int Count(uint sets) => sets == All ? 1 : BitOperations.PopCount(sets);

    public bool Bind(CmdletParameter parameter, object? value, bool coerce)
    {
        if (!_arguments.TryBind(parameter, value, coerce, out var bound))
            return false;
        if (parameter.SetFlags != 0)
            Current &= parameter.SetFlags;
        Unbound.Remove(parameter);
        Invocation.BoundParameters[parameter.Name] = bound;
        return true;
    }

    public void UseCurrentSetName() => UseSetName(Current);

    public void UseSetName(uint sets) => Cmdlet.SetName = sets is All or 0
        ? string.IsNullOrEmpty(_defaultName) ? ParameterAttribute.AllParameterSets : _defaultName
        : _setNames[BitOperations.TrailingZeroCount(sets)];

    private uint FlagOf(string name)
    {
        var at = _setNames.FindIndex(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            at = _setNames.Count;
            _setNames.Add(name);
        }

        return 1u << at;
    }
}
