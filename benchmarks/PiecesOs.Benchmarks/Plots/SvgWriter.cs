using System.Globalization;
using System.Text;
using System.Xml;

namespace PiecesOs.Benchmarks.Plots;

/// <summary>Writes the shapes of a plot. CSS classes define their appearance.</summary>
internal sealed class SvgWriter : IDisposable
{
    private readonly StringBuilder _text = new();
    private readonly XmlWriter _xml;

    public SvgWriter(int width, int height, string title, string style)
    {
        _xml = XmlWriter.Create(_text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" });
        _xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attributes(("viewBox", FormattableString.Invariant($"0 0 {width} {height}")), ("width", width), ("height", height), ("role", "img"));
        _xml.WriteElementString("title", title);
        _xml.WriteElementString("style", style);
    }

    public void Rectangle(double x, double y, double width, double height, double radius, string cssClass) =>
        Element("rect", ("x", x), ("y", y), ("width", width), ("height", height), ("rx", radius), ("class", cssClass));

    public void Line(double x1, double y1, double x2, double y2, string cssClass) =>
        Element("line", ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("class", cssClass));

    public void Path(IEnumerable<(double X, double Y)> points, string cssClass) =>
        Element("polyline", ("points", string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))), ("class", cssClass));

    public void Dot(double x, double y, string cssClass) => Element("circle", ("cx", x), ("cy", y), ("r", 4), ("class", cssClass));

    public void Text(double x, double y, string text, string cssClass)
    {
        _xml.WriteStartElement("text");
        Attributes(("x", x), ("y", y), ("class", cssClass));
        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    /// <summary>Completes the SVG document.</summary>
    public string Finish()
    {
        _xml.WriteEndElement();
        _xml.Flush();
        return _text.Append('\n').ToString();
    }

    public void Dispose() => _xml.Dispose();

    private void Element(string name, params (string Name, object Value)[] attributes)
    {
        _xml.WriteStartElement(name);
        Attributes(attributes);
        _xml.WriteEndElement();
    }

    private void Attributes(params (string Name, object Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
            _xml.WriteAttributeString(name, value is double number ? Number(number) : Convert.ToString(value, CultureInfo.InvariantCulture));
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
