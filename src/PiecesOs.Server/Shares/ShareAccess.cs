using System.Text.Json;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Shares;

/// <summary>Reads <c>access</c> and <c>users</c>, which all operations that make shares have.</summary>
internal static class ShareAccess
{
    public static string Read(JsonElement body)
    {
        var access = body.Text("access");
        if (access is not "PUBLIC" and not "PRIVATE")
            throw ApiError.Unusable("access must be PUBLIC or PRIVATE.");
        if (access == "PRIVATE" && !body.Items("users").Any(user => user.Items("emails").Any()))
            throw ApiError.Unusable("access PRIVATE needs users with their emails.");
        return access;
    }
}
