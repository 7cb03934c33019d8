using System.Linq;

namespace PowerShellDouble.Binding;

/// <summary>Decides which parameter set is meant, by the engine's rules.</summary>
internal static class ParameterSetChooser
{
    /// <summary>Checks that some set is left and picks one if it must; returns how many are possible.</summary>
    public static int Validate(BindingState state, bool beforePipelineInput, bool setDefault)
    {
        var count = BindingState.Count(state.Current);
        if (count == 0)
            throw state.Errors.AmbiguousSet();
        if (count > 1)
            return OfSeveral(state, beforePipelineInput, setDefault, count);
        if (state.Current == BindingState.All)
            count = OfAll(state, beforePipelineInput, setDefault);
        state.UseCurrentSetName();
        return count;
    }

    private static int OfSeveral(BindingState state, bool beforePipelineInput, bool setDefault, int count)
    {
        if ((state.Current & state.Default) != 0)
        {
            state.UseSetName(state.Default);
            if (!setDefault)
                return count;
            state.Current = state.Default;
            return 1;
        }

        if (beforePipelineInput && state.Unbound.Any(p => p.TakesPipeline(state.Current)))
            return count;
        return ByMandatory(state);
    }

    private static int OfAll(BindingState state, bool beforePipelineInput, bool setDefault)
    {
        var count = state.SetCount > 0 ? state.SetCount : 1;
        if (beforePipelineInput && state.Unbound.Any(p => p.TakesPipeline(state.Current)))
            return count;
        if (state.Default != 0)
        {
            if (!setDefault)
                return count;
            state.Current = state.Default;
            return 1;
        }

        return count > 1 ? ByMandatory(state) : count;
    }

    // With no default, the one set that lacks no mandatory parameter.
    private static int ByMandatory(BindingState state)
    {
        var complete = state.Unbound.SelectMany(p => p.Sets)
            .Where(s => s.Attribute.Mandatory)
            .Aggregate(state.Current & state.Declared, (sets, s) => sets & ~s.Flag);
        if (BindingState.Count(complete) != 1)
            throw state.Errors.AmbiguousSet();
        state.Current = complete;
        state.UseCurrentSetName();
        return 1;
    }
}
