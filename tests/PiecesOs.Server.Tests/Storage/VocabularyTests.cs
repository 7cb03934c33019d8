using PiecesOs.Server.Pieces.Search;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Tests.Storage;

public class VocabularyTests
{
    [Fact]
    public async Task Words_of_a_change_that_failed_are_stored_with_the_next_text_that_has_them()
    {
        using var database = Database.Open(null);
        var vocabulary = new Vocabulary();

        await Should.ThrowAsync<InvalidOperationException>(() => database.WriteAsync(session =>
        {
            vocabulary.AddWords(session, "pelican heron");
            throw new InvalidOperationException();
        }));
        await database.WriteAsync(session => vocabulary.AddWords(session, "a pelican, a pelican and an ibis"));
        await database.WriteAsync(session => vocabulary.AddWords(session, "pelican"));

        using var lease = database.Read();
        lease.Session.Scalar("SELECT group_concat(word, ' ') FROM (SELECT word FROM words ORDER BY word)").ShouldBe("and ibis pelican");
        vocabulary.FindSimilar("pelikan", 0.5, 10).ShouldHaveSingleItem().Word.ShouldBe("pelican");
    }
}
