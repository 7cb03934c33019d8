using System.Management.Automation;
using System.Reflection;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>The cmdlet development guidelines, checked for each cmdlet.</summary>
public sealed class CmdletConventionTests
{
    /// <summary>The approved verbs of PowerShell 7.</summary>
    private static readonly HashSet<string> s_verbs = [.. """
        Add Clear Close Copy Enter Exit Find Format Get Hide Join Lock Move New Open Optimize Pop Push Redo Remove Rename Reset
        Resize Search Select Set Show Skip Split Step Switch Undo Unlock Watch Connect Disconnect Read Receive Send Write Backup
        Checkpoint Compare Compress Convert ConvertFrom ConvertTo Dismount Edit Expand Export Group Import Initialize Limit Merge
        Mount Out Publish Restore Save Sync Unpublish Update Debug Measure Ping Repair Resolve Test Trace Approve Assert Build
        Complete Confirm Deny Deploy Disable Enable Install Invoke Register Request Restart Resume Start Stop Submit Suspend
        Uninstall Unregister Wait Block Grant Protect Revoke Unblock Unprotect Use
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private static readonly string[] s_changingVerbs =
        ["Add", "Backup", "Clear", "Edit", "Export", "Import", "Invoke", "Merge", "Move", "New", "Publish", "Remove", "Rename", "Reset", "Restore", "Revoke", "Save", "Set", "Start", "Stop", "Sync", "Update"];

    /// <summary>Singular words that end like a plural.</summary>
    private static readonly string[] s_singular = ["As", "Os", "Access", "Status"];

    private static readonly string[] s_commonNames =
    [
        "Verbose", "vb", "Debug", "db", "ErrorAction", "ea", "WarningAction", "wa", "InformationAction", "infa", "ProgressAction", "proga",
        "ErrorVariable", "ev", "WarningVariable", "wv", "InformationVariable", "iv", "OutVariable", "ov", "OutBuffer", "ob",
        "PipelineVariable", "pv", "WhatIf", "wi", "Confirm", "cf",
    ];

    public static TheoryData<string> Names => [.. ModuleUnderTest.Cmdlets.Select(static cmdlet => cmdlet.Name())];

    [Fact]
    public void There_are_cmdlets() => ModuleUnderTest.Cmdlets.Count.ShouldBeGreaterThanOrEqualTo(18);

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_verb_is_approved(string name) => s_verbs.Contains(name.Split('-')[0]).ShouldBeTrue("Choose an approved verb: see Get-Verb.");

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_noun_is_singular_and_has_the_module_prefix(string name)
    {
        var noun = name.Split('-')[1];
        IsSingular(noun).ShouldBeTrue($"{noun} looks like a plural. Use the singular. If it is singular, add the word to s_singular.");
        (noun.StartsWith("Pieces", StringComparison.Ordinal) || noun.StartsWith("Cloudflare", StringComparison.Ordinal)).ShouldBeTrue($"{noun} starts with neither Pieces nor Cloudflare.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_class_and_file_match_its_name(string name)
    {
        var cmdlet = Cmdlet(name);
        cmdlet.Name.ShouldBe(name.Replace("-", string.Empty, StringComparison.Ordinal) + "Command", "The class has the name of the cmdlet without the dash, plus Command.");
        cmdlet.IsSealed.ShouldBeTrue($"{cmdlet.Name} is not sealed.");
        Directory.EnumerateFiles(Path.Combine(ModuleUnderTest.Root, "src", "PiecesOs.Module"), cmdlet.Name + ".cs", SearchOption.AllDirectories)
            .ShouldHaveSingleItem($"{cmdlet.Name} is in a file of that name.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_inherits_directly_from_the_base_class_of_its_service(string name) =>
        Cmdlet(name).BaseType.ShouldBeOneOf(
            [typeof(PiecesCmdlet), typeof(CloudflareCmdlet), typeof(AsyncCmdlet), typeof(PSCmdlet)],
            "A cmdlet for a service inherits from PiecesCmdlet or CloudflareCmdlet. What several cmdlets share is a class that they call.");

    [Theory]
    [MemberData(nameof(Names))]
    public void It_declares_its_output_type(string name) => Cmdlet(name).GetCustomAttributes<OutputTypeAttribute>().ShouldNotBeEmpty($"Add [OutputType(...)] to {Cmdlet(name).Name}, with typeof(void) if it returns nothing.");

    [Theory]
    [MemberData(nameof(Names))]
    public void It_supports_ShouldProcess_if_and_only_if_it_changes_something(string name) =>
        Cmdlet(name).Attribute().SupportsShouldProcess.ShouldBe(
            s_changingVerbs.Contains(name.Split('-')[0]), "Set SupportsShouldProcess in [Cmdlet(...)] if the verb is one of s_changingVerbs, and only then.");

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_ConfirmImpact_is_high_if_data_is_lost(string name)
    {
        var loses = name.StartsWith("Remove-", StringComparison.Ordinal) || name.StartsWith("Revoke-", StringComparison.Ordinal);
        (Cmdlet(name).Attribute().ConfirmImpact == ConfirmImpact.High).ShouldBe(loses, "ConfirmImpact in [Cmdlet(...)] is High for the verbs Remove and Revoke, and only for them.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_parameters_are_singular_and_in_Pascal_case(string name)
    {
        foreach (var parameter in Cmdlet(name).Parameters())
        {
            IsSingular(parameter.Name).ShouldBeTrue($"-{parameter.Name} looks like a plural. Use the singular. If it is singular, add the word to s_singular.");
            char.IsUpper(parameter.Name[0]).ShouldBeTrue($"-{parameter.Name} does not start with a capital letter.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_parameters_and_aliases_are_unique(string name)
    {
        var names = Cmdlet(name).Parameters().SelectMany(static parameter =>
            parameter.GetCustomAttributes<AliasAttribute>().SelectMany(static alias => alias.AliasNames).Prepend(parameter.Name));
        names.Concat(s_commonNames).GroupBy(static name => name, StringComparer.OrdinalIgnoreCase).Where(static same => same.Count() > 1)
            .Select(static same => same.Key).ShouldBeEmpty("Two parameters, aliases or common parameters have this name.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Positions_are_unique_within_a_parameter_set(string name)
    {
        var positions = Cmdlet(name).Parameters()
            .SelectMany(static parameter => parameter.GetCustomAttributes<ParameterAttribute>().Where(static data => data.Position >= 0)
                .Select(data => (data.ParameterSetName, data.Position, parameter.Name)))
            .ToArray();
        foreach (var (set, position, parameter) in positions)
        {
            positions.Count(other => other.Position == position
                && (other.ParameterSetName == set || other.ParameterSetName == ParameterAttribute.AllParameterSets || set == ParameterAttribute.AllParameterSets))
                .ShouldBe(1, $"Another parameter has the position of -{parameter}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_of_several_parameter_sets_is_the_default(string name)
    {
        var cmdlet = Cmdlet(name);
        var sets = cmdlet.Parameters().SelectMany(static parameter => parameter.GetCustomAttributes<ParameterAttribute>())
            .Select(static data => data.ParameterSetName).Where(static set => set != ParameterAttribute.AllParameterSets).Distinct(StringComparer.Ordinal).ToArray();
        if (sets.Length > 1)
            cmdlet.Attribute().DefaultParameterSetName.ShouldNotBeOneOf([null, string.Empty, ParameterAttribute.AllParameterSets], "Set DefaultParameterSetName in [Cmdlet(...)].");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_that_uses_a_service_has_a_Connection_parameter(string name)
    {
        string[] others =
        [
            "Connect-PiecesOs", "Get-PiecesOsConnection", "Start-PiecesSandbox", "Get-PiecesSandbox", "Stop-PiecesSandbox",
            "Start-PiecesServer", "Get-PiecesServer", "Stop-PiecesServer", "Backup-PiecesServer",
            "Connect-CloudflareSharing", "Get-CloudflareSharingConnection",
        ];
        var type = name.Contains("-Cloudflare", StringComparison.Ordinal) ? typeof(CloudflareSharingConnection) : typeof(PiecesOsConnection);
        Cmdlet(name).Parameters().Any(parameter => parameter.Name == "Connection" && parameter.PropertyType == type)
            .ShouldBe(!others.Contains(name, StringComparer.Ordinal), $"{name} inherits -Connection from PiecesCmdlet or CloudflareCmdlet. If it uses no service, add it to the list in this test.");
    }

    /// <summary>AsyncCmdlet is the base class of every cmdlet that waits.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Only_a_cmdlet_that_waits_has_a_time_limit(string name)
    {
        var limits = Cmdlet(name).Parameters()
            .Where(static parameter => parameter.Name == "TimeoutSec" || parameter.GetCustomAttributes<AliasAttribute>().Any(static alias => alias.AliasNames.Contains("TimeoutSec")))
            .ToArray();
        if (!typeof(AsyncCmdlet).IsAssignableFrom(Cmdlet(name)))
        {
            limits.ShouldBeEmpty("Only a cmdlet that inherits from AsyncCmdlet has -TimeoutSec.");
            return;
        }

        var limit = limits.ShouldHaveSingleItem("A cmdlet that inherits from AsyncCmdlet has -TimeoutSec, or a parameter with that alias.");
        (Nullable.GetUnderlyingType(limit.PropertyType) ?? limit.PropertyType).ShouldBe(typeof(double));
        var range = limit.GetCustomAttribute<ValidateRangeAttribute>()!;
        if (limit.Name == "TimeoutSec")
            (range.MinRange, range.MaxRange).ShouldBe((0.1, 86400.0));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_that_accepts_an_asset_or_a_share_in_any_form_supports_and_declares_wildcards(string name)
    {
        foreach (var parameter in Cmdlet(name).Parameters().Where(static parameter => parameter.PropertyType == typeof(AssetReference[]) || parameter.PropertyType == typeof(ShareReference[])))
        {
            parameter.GetCustomAttributes<ArgumentTransformationAttribute>().ShouldNotBeEmpty($"-{parameter.Name} has no transformation attribute.");
            parameter.IsDefined(typeof(SupportsWildcardsAttribute)).ShouldBeTrue($"-{parameter.Name} has no [SupportsWildcards].");
            parameter.IsDefined(typeof(ArgumentCompleterAttribute)).ShouldBeTrue($"-{parameter.Name} has no [ArgumentCompleter(...)].");
        }
    }

    /// <summary>What a cmdlet acts on has the same names in every cmdlet. -Within and -Asset of Get-PiecesShare only select.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void What_it_acts_on_has_the_same_name_and_aliases_in_every_cmdlet(string name)
    {
        foreach (var parameter in Cmdlet(name).Parameters().Where(parameter => parameter.Name != "Within" && (name, parameter.Name) is not ("Get-PiecesShare", "Asset")))
        {
            string[] expected = (parameter.PropertyType.Name, parameter.Name) switch
            {
                (nameof(AssetReference) + "[]", _) => ["Id", "Asset", "AssetId"],
                (nameof(ShareReference) + "[]", _) => ["Id", "Share", "ShareId", "Link"],
                (nameof(CloudflareShareReference) + "[]", _) when Cmdlet(name).GetProperty("Id") is null => ["Id", "Share", "ShareId"],
                (nameof(CloudflareShareReference) or nameof(CloudflareShareReference) + "[]", _) => ["Share", "ShareId"],
                (nameof(CloudflareItemReference) + "[]", _) when name.EndsWith("ExcludedRecipient", StringComparison.Ordinal) => ["Id", "ExcludedRecipient", "ExcludedRecipientId"],
                (nameof(CloudflareItemReference) + "[]", _) when name.EndsWith("Recipient", StringComparison.Ordinal) => ["Id", "Recipient", "RecipientId"],
                (nameof(CloudflareItemReference) + "[]", _) => ["Id", "Resource", "ShareResourceId"],
                (_, "Destination") => ["Destination", "Path"],
                _ => [],
            };
            var names = parameter.GetCustomAttributes<AliasAttribute>().SelectMany(static alias => alias.AliasNames).Append(parameter.Name);
            expected.Except(names, StringComparer.Ordinal).ShouldBeEmpty($"Add this alias to {name} -{parameter.Name}, as other cmdlets have it.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_change_that_returns_nothing_has_PassThru(string name)
    {
        string[] silent = ["Remove", "Revoke", "Add", "Set", "Start", "Edit"];
        if (silent.Contains(name.Split('-')[0], StringComparer.Ordinal) || name == "Update-PiecesAsset")
            (Cmdlet(name).GetProperty("PassThru")?.PropertyType).ShouldBe(typeof(SwitchParameter), $"{name} returns nothing, so it needs a switch parameter -PassThru.");
        else
            Cmdlet(name).GetProperty("PassThru").ShouldBeNull($"{name} returns its result anyway, so it needs no -PassThru.");
    }

    private static Type Cmdlet(string name) => ModuleUnderTest.Cmdlets.Single(cmdlet => cmdlet.Name() == name);

    private static bool IsSingular(string name) => !name.EndsWith('s') || s_singular.Any(word => name.EndsWith(word, StringComparison.Ordinal));
}
