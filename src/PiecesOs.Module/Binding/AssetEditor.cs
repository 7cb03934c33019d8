using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Changes assets on the server, in a fixed order: name and favorite, language, content, tags, description. See decision 33.</summary>
/// <param name="server">The server.</param>
internal sealed class AssetEditor(PiecesServer server)
{
    /// <summary>Reads an asset with everything that the update compares or sends back.</summary>
    /// <exception cref="InputException">The server does not say which tags or annotations the asset has.</exception>
    public async Task<Asset> ReadAsync(string id, AssetUpdate update, CancellationToken cancellationToken)
    {
        var asset = update.NeedsContent
            ? await server.Contents.ReadAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false)
            : await server.ReadAssetAsync(id, transferables: false, cancellationToken).ConfigureAwait(false);
        if (update.NeedsContent && asset.HasContent())
            await server.Contents.CompleteAllAsync(asset, cancellationToken).ConfigureAwait(false);
        await CompleteAsync(asset, update.Relations, cancellationToken).ConfigureAwait(false);
        return asset;
    }

    /// <summary>Makes the changes.</summary>
    /// <param name="asset">The asset as it is on the server.</param>
    /// <param name="edit">The changes.</param>
    /// <param name="made">Receives each change that was made, for the error if a later one fails.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="InputException">A response does not show the change.</exception>
    public async Task ApplyAsync(Asset asset, AssetEdit edit, ICollection<string> made, CancellationToken cancellationToken)
    {
        var id = asset.Id!;
        var formatId = asset.GetOriginalFormat()?.Id ?? asset.GetContentFormat()?.Id;
        if (edit.Name is not null || edit.IsFavorite is not null)
            await UpdateAsync(asset, edit, made, cancellationToken).ConfigureAwait(false);
        if (edit.Language is { } language)
        {
            RequireContent(asset);
            var reclassified = await server.Client.Asset.AssetReclassifyAsync(asset, language, transferables: false, cancellationToken).ConfigureAwait(false);
            Confirm(reclassified.Language == language, "language", "asset_reclassify");
            made.Add("language");
        }

        if (edit.Content is { } content)
        {
            await SetContentAsync(id, formatId, content, expected: null, cancellationToken).ConfigureAwait(false);
            made.Add("content");
        }

        await ChangeTagsAsync(id, edit, made, cancellationToken).ConfigureAwait(false);
        if (edit.Description is { } description)
        {
            await ChangeDescriptionAsync(asset, description, cancellationToken).ConfigureAwait(false);
            made.Add("description");
        }

        await ConfirmRelationsAsync(id, edit, made, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces the content of a format. The format is read first, so that nothing else in it changes.</summary>
    /// <param name="assetId">The asset.</param>
    /// <param name="formatId">The format; <see langword="null"/> if the asset has none.</param>
    /// <param name="content">The new content.</param>
    /// <param name="expected">The content that is replaced; <see langword="null"/> for any. If the server has other content, nothing is changed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task SetContentAsync(string assetId, string? formatId, NewContent content, byte[]? expected, CancellationToken cancellationToken)
    {
        const string Operation = "format_update_value";
        if (formatId is null)
            throw InputErrors.AssetWithoutContent(assetId);
        var format = await ReadFormatAsync(formatId, cancellationToken).ConfigureAwait(false);
        var current = format.GetContent() ?? throw InputErrors.AssetWithoutContent(assetId);
        if (expected is not null && !current.GetBytes().AsSpan().SequenceEqual(expected))
            throw InputErrors.ContentChanged(assetId);
        var asText = current.IsText;
        if (!content.Fits(current))
            throw InputErrors.ContentKindDiffers(assetId, asText);
        if (content.IsIn(current, asText))
            return;
        var updated = await server.Client.Format.FormatUpdateValueAsync(content.ToBody(format, asText), transferable: true, cancellationToken).ConfigureAwait(false);
        var stored = updated.GetContent() ?? (await ReadFormatAsync(formatId, cancellationToken).ConfigureAwait(false)).GetContent();
        Confirm(stored is not null && content.IsIn(stored, asText), "content", Operation);
    }

    private Task<AssetFormat> ReadFormatAsync(string id, CancellationToken cancellationToken) =>
        server.Client.Format.FormatSnapshotAsync(id, transferable: true, cancellationToken);

    private async Task UpdateAsync(Asset asset, AssetEdit edit, ICollection<string> made, CancellationToken cancellationToken)
    {
        const string Operation = "asset_update";
        RequireContent(asset);
        if (edit.Name is not null)
            asset.SetName(edit.Name);
        if (edit.IsFavorite is { } favorite)
            asset.SetFavorite(favorite);
        var updated = await server.Client.Asset.AssetUpdateAsync(asset, transferables: false, cancellationToken).ConfigureAwait(false);
        server.Connection.Assets.Remove(asset.Id!);
        server.Connection.Assets.Add(updated);
        if (edit.Name is not null)
        {
            Confirm(updated.Name == edit.Name, "name", Operation);
            made.Add("name");
        }

        if (edit.IsFavorite is not null)
        {
            Confirm((updated.IsFavorite ?? false) == edit.IsFavorite, "favorite", Operation);
            made.Add("favorite");
        }
    }

    private async Task ChangeTagsAsync(string id, AssetEdit edit, ICollection<string> made, CancellationToken cancellationToken)
    {
        var tags = server.Client.Tags;
        foreach (var text in edit.AddedTags)
        {
            if (await tags.TagsExistsAsync(text, cancellationToken).ConfigureAwait(false) is not { } tag)
            {
                var created = await tags.TagsCreateNewTagAsync(text, cancellationToken).ConfigureAwait(false);
                Confirm(created.Text == text, "tag", "tags_create_new_tag");
                tag = created.Id!;
            }

            await tags.TagAssociateAssetAsync(tag, id, cancellationToken).ConfigureAwait(false);
            made.Add(TagChange(text));
        }

        foreach (var tag in edit.RemovedTags)
        {
            await tags.TagDisassociateAssetAsync(tag.Id!, id, cancellationToken).ConfigureAwait(false);
            made.Add(TagChange(tag.Text!));
        }
    }

    private async Task ChangeDescriptionAsync(Asset asset, string description, CancellationToken cancellationToken)
    {
        var annotations = server.Client.Annotations;
        var own = AssetEdit.OwnDescriptions(asset).Select(static annotation => annotation.Id).OfType<string>().ToArray();
        if (description.Length == 0)
        {
            foreach (var removed in own)
                await annotations.AnnotationsDeleteSpecificAnnotationAsync(removed, cancellationToken).ConfigureAwait(false);
        }
        else if (own.Length > 0)
        {
            var annotation = await annotations.AnnotationSpecificAnnotationSnapshotAsync(own[0], cancellationToken).ConfigureAwait(false);
            annotation.SetText(description);
            var updated = await annotations.AnnotationUpdateAsync(annotation, cancellationToken).ConfigureAwait(false);
            Confirm(updated.Text == description, "description", "annotation_update");
        }
        else
        {
            var created = await annotations.AnnotationsCreateNewAnnotationAsync(asset.Id!, "DESCRIPTION", description, cancellationToken).ConfigureAwait(false);
            Confirm(created.Text == description, "description", "annotations_create_new_annotation");
        }
    }

    /// <summary>A tag or a description is added without evidence in the response, so the asset is read again.</summary>
    private async Task ConfirmRelationsAsync(string id, AssetEdit edit, ICollection<string> made, CancellationToken cancellationToken)
    {
        if (edit.Relations.Count == 0)
            return;
        var asset = await server.ReadAssetAsync(id, transferables: false, cancellationToken).ConfigureAwait(false);
        await CompleteAsync(asset, edit.Relations, cancellationToken).ConfigureAwait(false);
        var texts = asset.Tags;
        foreach (var text in edit.AddedTags)
            Require(texts.Contains(text, StringComparer.Ordinal), TagChange(text));
        foreach (var removed in edit.RemovedTags)
            Require(!texts.Contains(removed.Text!, StringComparer.Ordinal), TagChange(removed.Text!));
        if (edit.Description is { } description)
        {
            var own = AssetEdit.OwnDescriptions(asset).Select(static annotation => annotation.Text).ToArray();
            Require(description.Length == 0 ? own.Length == 0 : own.Contains(description), "description");
        }

        void Require(bool isMade, string change)
        {
            if (!isMade)
                made.Remove(change);
            Confirm(isMade, change, "assets_specific_asset_snapshot");
        }
    }

    private async Task CompleteAsync(Asset asset, IReadOnlyList<string> relations, CancellationToken cancellationToken)
    {
        await server.CreateRelationReader().CompleteAsync(asset, relations, isSingleRecord: true, cancellationToken).ConfigureAwait(false);
        if (relations.FirstOrDefault(asset.LacksRelation) is { } unknown)
            throw InputErrors.RelationUnknown(asset.ToString(), unknown);
    }

    /// <summary>An asset that is sent back without its content could lose it.</summary>
    private static void RequireContent(Asset asset)
    {
        if (!asset.HasContent())
            throw InputErrors.AssetWithoutContent(asset.Id);
    }

    private static string TagChange(string text) => $"tag '{DisplayText.Of(text)}'";

    private static void Confirm(bool isMade, string what, string operation)
    {
        if (!isMade)
            throw InputErrors.ChangeNotConfirmed(what, operation);
    }
}
