using System;
using System.Collections.Generic;
using System.Linq;

namespace PowerShellDouble.Binding;

/// <summary>Binds the named arguments, before any record arrives.</summary>
internal sealed class CommandLineBinder(BindingState state, CommonParameters common)
{
    public void Bind(IReadOnlyDictionary<string, object?> arguments, bool expectingInput)
    {
        foreach (var (name, value) in arguments)
        {
            if (common.Contains(name))
                state.Invocation.BoundParameters[name] = common.Bound(name);
            else if (!state.Bind(Find(name), value, coerce: true))
                throw new InvalidOperationException("An argument with coercion binds or throws.");
        }

        ParameterSetChooser.Validate(state, beforePipelineInput: true, setDefault: false);
        var count = ParameterSetChooser.Validate(state, beforePipelineInput: expectingInput, setDefault: !expectingInput);
        if (count > 1 && expectingInput && KeepSetsThatTakeInput())
            count = ParameterSetChooser.Validate(state, beforePipelineInput: true, setDefault: false);

        var missing = expectingInput ? PipelineMandatory.Missing(state, count) : Missing(state);
        if (missing.Count > 0)
            throw state.Errors.MissingMandatory(missing);
        if (!expectingInput)
            VerifySelected(state);
    }

    public static List<CmdletParameter> Missing(BindingState state) =>
        [.. state.Unbound.Where(p => p.Matching(state.Current).Any(s => s.Attribute.Mandatory))];

    public static void VerifySelected(BindingState state)
    {
        if (state.SetCount <= 1 || state.Current != BindingState.All)
            return;
        if (state.Default == 0)
            throw state.Errors.AmbiguousSet();
        state.Current = state.Default;
    }

    private CmdletParameter Find(string name)
    {
        var found = state.Parameters.FirstOrDefault(p => p.HasName(name)) ?? throw state.Errors.NotFound(name);
        return state.Unbound.Contains(found) ? found : throw state.Errors.AlreadyBound(found);
    }

    private bool KeepSetsThatTakeInput()
    {
        var data = state.Unbound.SelectMany(p => p.Matching(state.Current)).Where(s => s.TakesPipeline).ToList();
        if (data.Count == 0 || data.Exists(s => s.IsAllSets))
            return false;
        var kept = state.Current & data.Aggregate(0u, (flags, s) => flags | s.Flag);
        if (kept == state.Current)
            return false;
        state.Current = kept;
        return true;
    }
}
