using System.Text.Json;
using RestCore.Json;
using Xunit;

namespace PiecesOs.Client.Tests.Models;

/// <summary>Every model with each schema that it views.</summary>
internal static class ModelCases
{
    public static TheoryData<string, string> All => new()
    {
        { nameof(Asset), "Asset" },
        { nameof(Asset), "FlattenedAsset" },
        { nameof(AssetFormat), "Format" },
        { nameof(AssetFormat), "FlattenedFormat" },
        { nameof(AssetIdentifier), "ReferencedAsset" },
        { nameof(SearchedAsset), "SearchedAsset" },
        { nameof(Seed), "Seed" },
        { nameof(StreamedIdentifier), "StreamedIdentifier" },
        { nameof(WorkstreamSuggestion), "WorkstreamSuggestion" },
        { nameof(Annotation), "Annotation" },
        { nameof(Annotation), "FlattenedAnnotation" },
        { nameof(Classification), "Classification" },
        { nameof(Score), "Score" },
        { nameof(Tag), "Tag" },
        { nameof(Tag), "FlattenedTag" },
        { nameof(Website), "Website" },
        { nameof(Website), "FlattenedWebsite" },
        { nameof(Accessor), "Accessor" },
        { nameof(Share), "Share" },
        { nameof(Share), "FlattenedShare" },
        { nameof(Application), "Application" },
        { nameof(Context), "Context" },
        { nameof(UserProfile), "UserProfile" },
    };

    public static PiecesResource Create(string model, JsonElement json) =>
        (PiecesResource)Activator.CreateInstance(typeof(Asset).Assembly.GetType("PiecesOs.Client." + model, throwOnError: true)!, (JsonValue)json)!;
}
