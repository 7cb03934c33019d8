using System.Runtime.InteropServices;

namespace PiecesOs.Server.Assets;

/// <summary>Where something is put into a stored document when it is sent; kept in the database as it lies in memory.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Splice(int Offset, SpliceKind Kind);
