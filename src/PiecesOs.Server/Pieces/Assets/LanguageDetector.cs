using PiecesOs.Server.Pieces.Content;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>Detects the language or type of content by the file's name, the first bytes and a few typical words.</summary>
internal static class LanguageDetector
{
    // The first language with the most of its words wins; the words are those that others hardly use.
    private static readonly (string Ext, string[] Words)[] Languages =
    [
        ("ps1", ["param(", "Get-", "Set-", "Write-Host", "Write-Output", "$PSScriptRoot", " -eq ", "ForEach-Object", "[CmdletBinding"]),
        ("cs", ["using System", "namespace ", "public class ", "public sealed", "Console.", "async Task", "string."]),
        ("py", ["def ", "import ", "elif ", "self.", "print(", "None", "__init__"]),
        ("ts", ["interface ", ": string", ": number", "export const", "import {", "readonly "]),
        ("js", ["function ", "const ", "let ", "=>", "require(", "console.log"]),
        ("java", ["public static void", "System.out", "import java", "@Override", "private final"]),
        ("go", ["package ", "func ", ":= ", "fmt.", "err != nil"]),
        ("rs", ["fn ", "let mut", "impl ", "println!", "->", "::new("]),
        ("sql", ["SELECT ", "INSERT INTO", "CREATE TABLE", "WHERE ", "GROUP BY", "JOIN "]),
        ("sh", ["#!/bin/", "echo ", "fi\n", "done\n", "$1", "grep "]),
        ("html", ["<html", "<div", "<body", "</a>", "<!DOCTYPE"]),
        ("css", ["{\n  color:", "margin:", "padding:", "display:", "font-size:"]),
        ("yaml", [":\n  - ", "\n  name: ", "apiVersion:", "on:\n"]),
        ("md", ["# ", "\n## ", "```", "]("]),
    ];

    /// <summary>The ClassificationSpecificEnum value, <c>text</c> for text without signs, <c>UNKNOWN</c> for bytes without.</summary>
    public static string Guess(string? fileName, ContentPart content)
    {
        if (Classification.FromFileName(fileName) is { } named)
            return named;
        if (Signature(content) is { } signed)
            return signed;
        return content.Head.Length == 0 && content.Kind == ContentKind.Bytes ? Classification.Unknown : FromText(content.Head);
    }

    private static string? Signature(ContentPart content)
    {
        if (content.Kind != ContentKind.Bytes)
            return null;
        var head = content.Data.Head(8);
        return head.IndexOf("PNG\r\n"u8) == 1 ? "png"
            : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "jpg"
            : head.StartsWith("GIF8"u8) ? "gif"
            : head.StartsWith("%PDF"u8) ? "pdf"
            : head.StartsWith("PK\u0003\u0004"u8) ? "zip"
            : null;
    }

    private static string FromText(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.StartsWith("{") || trimmed.StartsWith("[{"))
            return trimmed.Contains('"') ? "json" : Classification.PlainText;
        if (trimmed.StartsWith("<?xml", StringComparison.Ordinal))
            return "xml";
        if (Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && !trimmed.Contains(' '))
            return "uniform_resource_locator";
        var best = Languages.Select(language => (language.Ext, SearchResults: language.Words.Count(word => text.Contains(word, StringComparison.Ordinal)))).MaxBy(guess => guess.SearchResults);
        return best.SearchResults >= 2 ? best.Ext : Classification.PlainText;
    }
}
