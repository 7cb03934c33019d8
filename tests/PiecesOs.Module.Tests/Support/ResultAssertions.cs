using System.Management.Automation;
using Shouldly;

namespace PiecesOs.Module.Tests.Support;

/// <summary>What every test wants to know of a run.</summary>
internal static class ResultAssertions
{
    /// <summary>No error of any kind.</summary>
    public static CommandResult ShouldSucceed(this CommandResult result)
    {
        result.Errors.ShouldBeEmpty();
        result.TerminatingException.ShouldBeNull();
        return result;
    }

    /// <summary>Exactly one error that did not end the pipeline.</summary>
    public static ErrorRecord SingleError(this CommandResult result)
    {
        result.TerminatingException.ShouldBeNull();
        return result.Errors.ShouldHaveSingleItem();
    }

    /// <summary>The id, without the cmdlet's name behind it.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    /// <summary>The words that the user reads.</summary>
    public static string Words(this ErrorRecord error) => error.ToString();
}
