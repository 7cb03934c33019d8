#if NETFRAMEWORK
namespace System.Runtime.CompilerServices;

/// <summary>Lets init-only properties compile for .NET Framework, which lacks this marker type.</summary>
internal static class IsExternalInit;
#endif
