using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Connection;

/// <summary>A null connection, as after a command that failed, is an error. It never means the connection of the session.</summary>
public sealed class NullConnectionTests : CmdletTest
{
    private const string EachWithConnection =
        """
        $empty = & { }
        foreach ($command in Get-Command -Module PiecesOs | Where-Object { $_.Parameters.ContainsKey('Connection') }) {
            foreach ($connection in $null, $empty, $empty.Uri) {
                try { & $command -Connection $connection; $id = 'none' } catch { $id = $_.FullyQualifiedErrorId }
                [pscustomobject]@{ Name = $command.Name; Error = ($id -split ',')[0] }
            }
        }
        """;

    [Fact]
    public void Every_cmdlet_rejects_a_null_connection()
    {
        Session.Run("$null = Connect-PiecesOs -Uri $uri", ("uri", Server.Address)).ShouldSucceed();

        var results = Session.Run(EachWithConnection).Output
            .Select(static output => ((System.Management.Automation.PSObject)output!).Properties)
            .Select(static properties => (Name: (string)properties["Name"].Value, Error: (string)properties["Error"].Value)).ToArray();

        results.Select(static result => result.Name).Distinct().Count().ShouldBeGreaterThan(35);
        results.ShouldAllBe(static result => result.Error == (result.Name == "Disconnect-PiecesOs" ? "ParameterArgumentValidationError" : "ParameterArgumentTransformationError"));
        Server.Log.ShouldBeEmpty();
    }
}
