using RestCore.Json;


namespace CloudflareSharing.Client;

/// <summary>Where a page stands in its list (<c>resource-sharing_result_info</c>); the server may leave out any of it, or all.</summary>
internal sealed class ResultInfo : CloudflareResource
{
    public ResultInfo(JsonValue json)
        : base(json)
    {
    }

    public long? Page => GetInt64("page");

    public long? PerPage => GetInt64("per_page");

    public long? Count => GetInt64("count");

    public long? TotalCount => GetInt64("total_count");

    public long? TotalPages => GetInt64("total_pages");
}
