namespace PiecesOs.Module;

/// <summary>The kind of a possible secret.</summary>
public enum PiecesSecretKind
{
    /// <summary>A password that is assigned in code or in a settings file.</summary>
    GenericPassword,

    /// <summary>A key, secret or token of an unknown service that is assigned in code or in a settings file.</summary>
    GenericKey,

    /// <summary>The password in a connection string.</summary>
    ConnectionStringPassword,

    /// <summary>The password in a web address or in the address of a database.</summary>
    UrlPassword,

    /// <summary>The token of an <c>Authorization</c> header.</summary>
    BearerToken,

    /// <summary>A signed JSON Web Token.</summary>
    JsonWebToken,

    /// <summary>A private key in PEM format, such as an SSH or TLS key.</summary>
    PrivateKey,

    /// <summary>The ID of an AWS access key.</summary>
    AwsAccessKey,

    /// <summary>The secret of an AWS access key.</summary>
    AwsSecretKey,

    /// <summary>The key of an Azure storage account.</summary>
    AzureStorageKey,

    /// <summary>The shared access key of Azure Service Bus, Event Hubs or IoT Hub.</summary>
    AzureSharedAccessKey,

    /// <summary>A GitHub token.</summary>
    GitHubToken,

    /// <summary>A GitLab token.</summary>
    GitLabToken,

    /// <summary>A Google API key.</summary>
    GoogleApiKey,

    /// <summary>The secret of a Google OAuth client.</summary>
    GoogleClientSecret,

    /// <summary>An OpenAI API key.</summary>
    OpenAiKey,

    /// <summary>An Anthropic API key.</summary>
    AnthropicKey,

    /// <summary>A Slack token.</summary>
    SlackToken,

    /// <summary>The address of a Slack webhook, which is a secret as a whole.</summary>
    SlackWebhook,

    /// <summary>A Stripe key for live data, or the secret of a Stripe webhook.</summary>
    StripeKey,

    /// <summary>A SendGrid API key.</summary>
    SendGridKey,

    /// <summary>An npm access token.</summary>
    NpmToken,

    /// <summary>A PyPI API token.</summary>
    PyPiToken,

    /// <summary>A NuGet API key.</summary>
    NuGetKey,
}
