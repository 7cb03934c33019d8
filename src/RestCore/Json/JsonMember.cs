using System.Runtime.InteropServices;

namespace RestCore.Json;

/// <summary>Where a member stands in the text of its object.</summary>
/// <param name="Name">Where its name begins, behind the quotation mark.</param>
/// <param name="Value">Where its value begins.</param>
/// <param name="End">Behind its value, where the comma or the brace is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JsonMember(int Name, int Value, int End);
