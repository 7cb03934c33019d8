using System.ComponentModel;
using System.Management.Automation.Runspaces;
using CloudflareSharing.Client;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// The properties that PowerShell adds to the types of the module, so that each heading of a view is a property, and how it serializes
/// them. <c>PiecesOs.psm1</c> passes them to Update-TypeData; a types file would fail before the check for another copy of the module.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DisplayMembers
{
    private const string Age = nameof(Age);
    private const string Shared = nameof(Shared);

    private static readonly Type[] s_withAge =
    [
        typeof(Asset), typeof(Share), typeof(AssetFormat), typeof(PiecesServerInfo), typeof(CloudflareShare), typeof(CloudflareShareRecipient),
        typeof(CloudflareShareResource),
    ];

    /// <summary>The type data for Update-TypeData.</summary>
    public static TypeData[] Create()
    {
        var all = s_withAge.Select(static type => With(type, new CodePropertyData(Age, typeof(DisplayMembers).GetMethod(nameof(GetAge))))).ToList();
        all.Single(static data => data.TypeName == typeof(Asset).FullName).Members.Add(Shared, new AliasPropertyData(Shared, nameof(Asset.IsShared)));

        // The token opens the sandbox's admin path, so it is not serialized.
        all.Add(new TypeData(typeof(PiecesSandbox).FullName)
        {
            SerializationMethod = "SpecificProperties",
            PropertySerializationSet = new PropertySetData(
                [nameof(PiecesSandbox.Uri), nameof(PiecesSandbox.ProcessId), nameof(PiecesSandbox.DataPath), nameof(PiecesSandbox.IsRunning)]),
        });
        return [.. all];
    }

    /// <summary>The days since an object was created; for a server, since it was started.</summary>
    public static double? GetAge(PSObject item)
    {
        var created = item?.BaseObject switch
        {
            Asset asset => asset.Created,
            Share share => share.Created,
            AssetFormat format => format.Created,
            PiecesServerInfo server => server.Started,
            CloudflareShare share => share.Created,
            CloudflareShareRecipient recipient => recipient.Created,
            CloudflareShareResource resource => resource.Created,
            _ => null,
        };
        return created is { } time ? Math.Round((DateTimeOffset.UtcNow - time).TotalDays, 6) : null;
    }

    private static TypeData With(Type type, CodePropertyData property)
    {
        var data = new TypeData(type.FullName);
        data.Members.Add(property.Name, property);
        return data;
    }
}
