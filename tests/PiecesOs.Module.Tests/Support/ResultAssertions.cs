using System.Management.Automation;
using Shouldly;

namespace PiecesOs.Module.Tests.Support;

/// <summary>Assertions about the result of a command.</summary>
internal static class ResultAssertions
{
    /// <summary>Requires that there is no error.</summary>
    public static CommandResult ShouldSucceed(this CommandResult result)
    {
        result.Errors.ShouldBeEmpty();
        result.TerminatingException.ShouldBeNull();
        return result;
    }

    /// <summary>Requires exactly one non-terminating error.</summary>
    public static ErrorRecord SingleError(this CommandResult result)
    {
        result.TerminatingException.ShouldBeNull();
        return result.Errors.ShouldHaveSingleItem();
    }

    /// <summary>The ErrorId without the class name.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    /// <summary>The message that the user sees.</summary>
    public static string Message(this ErrorRecord error) => error.ToString();
}
