using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

/// <summary>Reading, changing one member and writing loses nothing, whatever the object holds.</summary>
public class ResourcePropertyTests
{
    [Fact]
    public void Read_modify_write_loses_no_member() =>
        Prop.ForAll(
            (from members in JsonTexts.Members
             from value in JsonTexts.Value
             select (members, value)).ToArbitrary(),
            sample =>
            {
                var thing = Thing.Parse("{" + string.Join(" , ", sample.members.Select(member => $"\"{member.Name}\": {member.Value}")) + "}");
                thing.ChangeRaw("name", sample.value);

                var expected = sample.members.Select(member => IsName(member.Name) ? (member.Name, sample.value) : member).ToList();
                if (!sample.members.Any(member => IsName(member.Name)))
                    expected.Add(("name", sample.value));
                RawMembers(thing.ToJson()).ShouldBe(expected);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(40));

    private static bool IsName(string raw) => raw is "name" or "n\\u0061me";

    /// <summary>The members of an object as they are written, by a reading of its own.</summary>
    private static List<(string Name, string Value)> RawMembers(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes);
        var members = new List<(string Name, string Value)>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Encoding.UTF8.GetString(reader.ValueSpan);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            members.Add((name, Encoding.UTF8.GetString(bytes, start, (int)reader.BytesConsumed - start)));
        }

        return members;
    }
}
