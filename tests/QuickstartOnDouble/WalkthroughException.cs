using System;

namespace QuickstartOnDouble;

/// <summary>A step that did not hold.</summary>
internal sealed class WalkthroughException(string message) : Exception(message);
