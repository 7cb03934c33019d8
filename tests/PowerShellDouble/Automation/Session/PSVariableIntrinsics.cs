using System.Collections.Generic;

namespace System.Management.Automation;

public sealed class PSVariableIntrinsics
{
    private readonly IDictionary<string, object?> _variables;

    internal PSVariableIntrinsics(IDictionary<string, object?> variables) => _variables = variables;

    public PSVariable? Get(string name) =>
        _variables.TryGetValue(WithoutScope(name), out var value) ? value as PSVariable ?? new Live(_variables, WithoutScope(name)) : null;

    public object? GetValue(string name) => GetValue(name, defaultValue: null);

    public object? GetValue(string name, object? defaultValue)
    {
        if (!_variables.TryGetValue(WithoutScope(name), out var value))
            return defaultValue;
        return value is PSVariable variable ? variable.Value : value;
    }

    public void Set(string name, object? value) => _variables[WithoutScope(name)] = value;

    public void Set(PSVariable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        _variables[variable.Name] = variable;
    }

    public void Remove(string name) => _variables.Remove(WithoutScope(name));

    public void Remove(PSVariable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        _variables.Remove(variable.Name);
    }

    // All scopes are one here.
    private static string WithoutScope(string name) => name[(name.LastIndexOf(':') + 1)..];

    private sealed class Live(IDictionary<string, object?> variables, string name) : PSVariable(name)
    {
        public override object? Value
        {
            get => variables.TryGetValue(Name, out var value) ? value : null;
            set => variables[Name] = value;
        }
    }
}
