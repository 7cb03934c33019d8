using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Json;

/// <summary>Any list in any pieces reads as a whole-document parser reads it.</summary>
public class ListPropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(40);

    [Fact]
    public void Any_list_in_any_pieces_returns_the_elements_that_a_whole_document_has() =>
        Prop.ForAll(
            (from elements in JsonTexts.Values
             from list in JsonTexts.ListOf(elements)
             from json in JsonTexts.Around(list)
             from sizes in JsonTexts.PieceSizes
             select (json, sizes)).ToArbitrary(),
            sample =>
            {
                using var document = JsonDocument.Parse(sample.json);
                var expected = document.RootElement.GetProperty("iterable").EnumerateArray().Select(element => element.GetRawText());
                using var stream = new PiecewiseStream(Encoding.UTF8.GetBytes(sample.json), sample.sizes);

                var reading = ListReading.OfAsync(stream, "iterable").GetAwaiter().GetResult();

                reading.Failure.ShouldBeNull();
                reading.Elements.ShouldBe(expected);
            }).Check(s_config);

    [Fact]
    public void Any_list_cut_short_returns_its_first_elements_and_then_fails() =>
        Prop.ForAll(
            (from elements in JsonTexts.Values
             from list in JsonTexts.ListOf(elements)
             from cut in Gen.Choose(0, Encoding.UTF8.GetByteCount(list) - 1)
             from sizes in JsonTexts.PieceSizes
             select (elements, bytes: Encoding.UTF8.GetBytes(list)[..cut], sizes)).ToArbitrary(),
            sample =>
            {
                using var stream = new PiecewiseStream(sample.bytes, sample.sizes);

                var reading = ListReading.OfAsync(stream).GetAwaiter().GetResult();

                reading.Failure.ShouldBeOfType<MalformedResponseException>().ByteOffset.ShouldBe(sample.bytes.Length);
                reading.Elements.ShouldBe(sample.elements.Take(reading.Elements.Count));
            }).Check(s_config);
}
