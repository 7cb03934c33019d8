using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PowerShellDouble.Binding;

/// <summary>Binds one record after the other, by value and by property name, first as it is and then with conversion.</summary>
internal sealed class PipelineBinder
{
    private readonly BindingState _state;
    private readonly uint _setsBeforeInput;
    private readonly Dictionary<CmdletParameter, object?> _before = [];
    private readonly List<CmdletParameter> _fromPipeline = [];

    public PipelineBinder(BindingState state)
    {
        _state = state;
        _setsBeforeInput = state.Current;
    }

    /// <summary>Binds a record; the error if it cannot be bound.</summary>
    public ErrorRecord? Bind(object? input)
    {
        var record = input is null ? null : PSObject.AsPSObject(input);
        try
        {
            if (!TryBind(record))
                return _state.Errors.NotBound(input);
        }
        catch (ParameterBindingException e)
        {
            Restore();
            e.ErrorRecord.SetTargetObject(input);
            return new ErrorRecord(e.ErrorRecord, e);
        }

        var missing = CommandLineBinder.Missing(_state);
        return missing.Count > 0 ? _state.Errors.RecordLacks(input, missing) : null;
    }

    private bool TryBind(PSObject? record)
    {
        Restore();
        _state.Current = _setsBeforeInput;
        var any = false;
        if (_state.Prioritized == 0)
        {
            any = Steps(record, _state.Current, validate: true);
        }
        else
        {
            any = Steps(record, _state.Prioritized, validate: false);
            if (_state.Current != _state.Prioritized)
                any |= Steps(record, _state.Current & ~_state.Prioritized, validate: true);
        }

        ParameterSetChooser.Validate(_state, beforePipelineInput: false, setDefault: true);
        CommandLineBinder.VerifySelected(_state);
        if (!any)
            Restore();
        return any;
    }

    private bool Steps(PSObject? record, uint sets, bool validate)
    {
        var any = false;
        foreach (var coerce in new[] { false, true })
        {
            foreach (var byName in new[] { false, true })
            {
                if (!Step(record, sets, byName, coerce))
                    continue;
                any = true;
                if (!validate)
                    continue;
                ParameterSetChooser.Validate(_state, beforePipelineInput: true, setDefault: true);
                sets = _state.Current;
            }
        }

        return any;
    }

    // The default set goes first; the others have their turn if it takes nothing.
    private bool Step(PSObject? record, uint sets, bool byName, bool coerce)
    {
        if ((sets & _state.Default) != 0)
        {
            if (BindIn(_state.Default, record, byName, coerce))
                return true;
            sets &= ~_state.Default;
        }

        return BindIn(sets, record, byName, coerce);
    }

    private bool BindIn(uint sets, PSObject? record, bool byName, bool coerce)
    {
        var any = false;
        foreach (var parameter in _state.Unbound.ToArray().Reverse())
        {
            if (!parameter.IsInAllSets && (parameter.SetFlags & sets) == 0)
                continue;
            any |= parameter.Matching(sets).Any(s => byName
                ? s.Attribute.ValueFromPipelineByPropertyName && record is not null && BindByName(parameter, record, coerce)
                : s.Attribute.ValueFromPipeline && BindByValue(parameter, record, coerce));
        }

        return any;
    }

    private bool BindByValue(CmdletParameter parameter, PSObject? record, bool coerce)
    {
        try
        {
            return BindOne(parameter, record, coerce);
        }
        catch (TransformationBindingException e) when (e.IsInvalidCast)
        {
            return false;
        }
        catch (ParameterBindingException e) when (e is not (TransformationBindingException or ValidationBindingException))
        {
            return false;
        }
    }

    private bool BindByName(CmdletParameter parameter, PSObject record, bool coerce)
    {
        var property = parameter.Aliases.Prepend(parameter.Name).Select(name => record.Properties[name]).FirstOrDefault(p => p is not null);
        if (property is null)
            return false;
        try
        {
            return BindOne(parameter, property.Value, coerce);
        }
        catch (ParameterBindingException e) when (e is not (TransformationBindingException or ValidationBindingException))
        {
            return false;
        }
    }

    private bool BindOne(CmdletParameter parameter, object? value, bool coerce)
    {
        if (!_before.ContainsKey(parameter))
            _before[parameter] = parameter.Property.GetValue(_state.Cmdlet);
        try
        {
            if (!_state.Bind(parameter, value, coerce))
                return false;
        }
        catch (ParameterBindingException e) when (!coerce && BindingErrors.HasInvalidCast(e))
        {
            return false;
        }

        _fromPipeline.Add(parameter);
        return true;
    }

    private void Restore()
    {
        foreach (var parameter in _fromPipeline)
        {
            parameter.Property.SetValue(_state.Cmdlet, _before[parameter]);
            if (!_state.Unbound.Contains(parameter))
                _state.Unbound.Add(parameter);
        }

        _fromPipeline.Clear();
    }
}
