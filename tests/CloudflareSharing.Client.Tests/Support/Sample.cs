namespace CloudflareSharing.Client.Tests.Support;

/// <summary>Ids and objects as the service writes them.</summary>
internal static class Sample
{
    public const string Token = "tok-5f1d0a9c3e7b";
    public const string Key = "key-9a8b7c6d5e4f";
    public const string Email = "ops@example.com";

    public const string AccountId = "023e105f4ecef8ad9ca31a8372d0c353";
    public const string ShareId = "3fd85f74b32742f1bff64a85009dda07";
    public const string RecipientId = "aaaabbbbccccddddaaaabbbbccccdddd";
    public const string ExcludedRecipientId = "ddddccccbbbbaaaaddddccccbbbbaaaa";
    public const string ShareResourceId = "11112222333344441111222233334444";
    public const string OtherAccountId = "99998888777766669999888877776666";

    public const string Resource = """
        {"id":"11112222333344441111222233334444","resource_id":"55556666555566665555666655556666","resource_type":"gateway-policy",
        "resource_account_id":"023e105f4ecef8ad9ca31a8372d0c353","resource_version":4,"meta":{"note":"x","deep":{"n":[1,2]}},
        "status":"active","created":"2023-09-21T18:56:32.624632Z","modified":"2023-09-22T18:56:32.624632Z"}
        """;

    public const string Share = """
        {"id":"3fd85f74b32742f1bff64a85009dda07","name":"My Shared WAF Managed Rule","account_id":"99998888777766669999888877776666",
        "account_name":"Account A","organization_id":"12345678123456781234567812345678","created":"2023-09-21T18:56:32.624632Z",
        "modified":"2023-09-21T18:56:33.1Z","status":"active","target_type":"account","kind":"received",
        "associated_recipient_count":10,"associating_recipient_count":1,"disassociated_recipient_count":0,
        "disassociating_recipient_count":2,"resources":[
        """ + Resource + "]}";

    public const string Recipient = """
        {"id":"aaaabbbbccccddddaaaabbbbccccdddd","account_id":"99998888777766669999888877776666","association_status":"associating",
        "created":"2023-09-21T18:56:32.624632Z","modified":"2023-09-21T18:56:32.624632Z","resources":[
        {"error":"Recipient is missing necessary entitlement","terminal":true,"resource_id":"55556666555566665555666655556666","resource_version":4}]}
        """;

    public const string ExcludedRecipient = """
        {"id":"ddddccccbbbbaaaaddddccccbbbbaaaa","account_id":"99998888777766669999888877776666",
        "created":"2026-09-21T18:56:32.624632Z","modified":"2026-09-22T18:56:32.624632Z"}
        """;

    /// <summary>Shares with nothing but these IDs.</summary>
    public static string Shares(params IEnumerable<string> ids) => "[" + string.Join(",", ids.Select(id => $$"""{"id":"{{id}}"}""")) + "]";
}
