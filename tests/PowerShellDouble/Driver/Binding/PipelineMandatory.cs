using System.Collections.Generic;
using System.Linq;

namespace PowerShellDouble.Binding;

/// <summary>
/// Finds the mandatory parameters that no pipeline input can supply and narrows the parameter sets on the way,
/// as the engine's GetMissingMandatoryParameters does.
/// </summary>
internal static class PipelineMandatory
{
    public static List<CmdletParameter> Missing(BindingState state, int validSets)
    {
        var groups = Groups(state);
        if (groups.Count == 0)
            return [];

        var named = groups.Where(g => !g.IsAllSets).ToList();
        var mandatory = groups.Exists(g => g.IsAllSets)
            ? state.Current & (state.Declared == 0 ? BindingState.All : state.Declared)
            : state.Current & named.Aggregate(0u, (sets, g) => sets | g.Set);

        if (validSets > 1 && state.Default != 0 && (state.Default & mandatory) == 0 && (state.Default & state.Current) != 0
            && !named.Exists(g => g.In(state.Current) && g.FromPipeline))
        {
            // The default set is complete and no other can be completed by input: those that lack something are out.
            mandatory = state.Current &= ~mandatory;
            if (state.Current == state.Default)
                state.UseCurrentSetName();
            else
                state.Prioritized = state.Default;
        }

        return BindingState.Count(mandatory) switch
        {
            0 => throw state.Errors.AmbiguousSet(),
            1 => NotFromPipeline(groups, mandatory),
            _ when state.Prioritized != 0 => [],
            _ when LatchesOnDefault(state, groups, mandatory) => Latch(state, groups),
            _ => Choose(state, groups, named.Where(g => g.In(mandatory)).ToList(), mandatory),
        };
    }

    private static List<MandatoryGroup> Groups(BindingState state)
    {
        var groups = new List<MandatoryGroup>();
        foreach (var parameter in state.Unbound)
        {
            foreach (var set in parameter.Matching(state.Current).Where(s => s.Attribute.Mandatory))
            {
                var flag = set.IsAllSets ? BindingState.All : set.Flag;
                var group = groups.Find(g => g.Set == flag);
                if (group is null)
                    groups.Add(group = new MandatoryGroup(flag));
                if (!set.TakesPipeline)
                    group.NotFromPipeline.Add(parameter);
                group.ByValue |= set.Attribute.ValueFromPipeline;
                group.ByPropertyName |= set.Attribute.ValueFromPipelineByPropertyName;
            }
        }

        return groups;
    }

    private static List<CmdletParameter> NotFromPipeline(IEnumerable<MandatoryGroup> groups, uint sets) =>
        [.. groups.Where(g => g.In(sets)).SelectMany(g => g.NotFromPipeline)];

    private static bool LatchesOnDefault(BindingState state, List<MandatoryGroup> groups, uint mandatory)
    {
        if ((mandatory & state.Default) == 0)
            return false;
        var others = groups.Where(g => !g.IsAllSets && g.Set != state.Default).ToList();
        var otherTakesInput = others.Exists(g => g.FromPipeline && g.NotFromPipeline.Count == 0);
        var byNameOnlyInDefault = groups.Exists(g => g.Set == state.Default && g.ByPropertyName) && !others.Exists(g => g.ByPropertyName);
        return byNameOnlyInDefault || !otherTakesInput || groups.Exists(g => g.IsAllSets && g.NotFromPipeline.Count > 0);
    }

    private static List<CmdletParameter> Latch(BindingState state, List<MandatoryGroup> groups)
    {
        state.Current = state.Default;
        state.UseCurrentSetName();
        return NotFromPipeline(groups, state.Default);
    }

    private static List<CmdletParameter> Choose(BindingState state, List<MandatoryGroup> groups, List<MandatoryGroup> named, uint mandatory)
    {
        var byValue = named.Where(g => g.ByValue).ToList();
        var byName = named.Where(g => g.ByPropertyName).ToList();
        var unique = (byValue, byName) switch
        {
            ([var value], [var name]) when value == name => value,
            ([var value], []) => value,
            ([], [var name]) => name,
            _ => null,
        };
        if (unique is not null)
            return Prefer(state, groups, unique);

        var incomplete = groups.Where(g => g.In(mandatory) && g.NotFromPipeline.Count > 0).ToList();
        if (incomplete.Count == 0)
            return [];
        if (byValue is [var only])
            return Prefer(state, groups, only);
        if (byValue.Count <= 1 && byName.Count <= 1)
            throw state.Errors.AmbiguousSet();

        Ignore(state, incomplete.Where(g => !g.IsAllSets));
        if (state.Current == 0)
            throw state.Errors.AmbiguousSet();
        if (BindingState.Count(state.Current) == 1)
            state.UseCurrentSetName();
        return [];
    }

    private static List<CmdletParameter> Prefer(BindingState state, List<MandatoryGroup> groups, MandatoryGroup chosen)
    {
        if (chosen.NotFromPipeline.Count > 0)
        {
            state.Current = chosen.Set;
        }
        else
        {
            Ignore(state, groups.Where(g => !g.In(chosen.Set)));
            if (state.Current != chosen.Set)
                state.Prioritized = chosen.Set;
        }

        state.UseCurrentSetName();
        return NotFromPipeline(groups, chosen.Set);
    }

    private static void Ignore(BindingState state, IEnumerable<MandatoryGroup> groups)
    {
        var ignored = groups.Aggregate(0u, (sets, g) => sets | g.Set);
        if (ignored == 0)
            return;
        state.Current = (state.Current == BindingState.All ? state.Declared : state.Current) & ~ignored;
    }
}
