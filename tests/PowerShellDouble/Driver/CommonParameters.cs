using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PowerShellDouble;

/// <summary>The parameters the engine adds to a cmdlet, with the session's preferences behind them.</summary>
internal sealed class CommonParameters
{
    private static readonly string[] Always =
    [
        "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction",
        "ErrorVariable", "WarningVariable", "InformationVariable", "OutVariable", "OutBuffer", "PipelineVariable",
    ];

    private static readonly string[] Switches = ["Verbose", "Debug", "WhatIf", "Confirm", "IncludeTotalCount"];

    private readonly HashSet<string> _names;
    private readonly DoubleSession _session;
    private readonly IDictionary<string, object?> _arguments;

    public CommonParameters(DoubleSession session, CmdletAttribute attribute, IDictionary<string, object?> arguments)
    {
        _session = session;
        _arguments = arguments;
        _names = new HashSet<string>(Always, StringComparer.OrdinalIgnoreCase);
        Impact = attribute.ConfirmImpact;
        if (attribute.SupportsShouldProcess)
            _names.UnionWith(["WhatIf", "Confirm"]);
        if (!attribute.SupportsPaging)
            return;
        _names.UnionWith(["First", "Skip", "IncludeTotalCount"]);
        Paging = new PagingParameters
        {
            First = Value("First", ulong.MaxValue),
            Skip = Value("Skip", 0ul),
            IncludeTotalCount = Switch("IncludeTotalCount"),
        };
    }

    public ConfirmImpact Impact { get; }

    public PagingParameters? Paging { get; }

    public ActionPreference ErrorAction => Value("ErrorAction", Variable("ErrorActionPreference", ActionPreference.Continue));

    public bool Verbose => Switch("Verbose");

    public bool WhatIf => _arguments.ContainsKey("WhatIf") ? Switch("WhatIf") : Variable("WhatIfPreference", otherwise: false);

    /// <summary>Whether a change of this cmdlet's impact is put to the user.</summary>
    public bool MustAsk
    {
        get
        {
            if (_arguments.ContainsKey("Confirm"))
                return Switch("Confirm");
            var preference = Variable("ConfirmPreference", ConfirmImpact.High);
            return preference != ConfirmImpact.None && Impact >= preference;
        }
    }

    public bool Contains(string name) => _names.Contains(name);

    /// <summary>The value as a cmdlet finds it among its bound parameters.</summary>
    public object? Bound(string name)
    {
        if (Switches.Contains(name, StringComparer.OrdinalIgnoreCase))
            return new SwitchParameter(Switch(name));
        return name.EndsWith("Action", StringComparison.OrdinalIgnoreCase) ? Value(name, ActionPreference.Continue) : _arguments[name];
    }

    private bool Switch(string name) =>
        _arguments.TryGetValue(name, out var value) && (value is null || LanguagePrimitives.IsTrue(value));

    private T Value<T>(string name, T otherwise) =>
        _arguments.TryGetValue(name, out var value) ? LanguagePrimitives.ConvertTo<T>(value) : otherwise;

    private T Variable<T>(string name, T otherwise) =>
        _session.Variables.TryGetValue(name, out var value) && value is not null ? LanguagePrimitives.ConvertTo<T>(value) : otherwise;
}
