namespace PiecesOs.Server.Pieces.Samples;

/// <summary>The snippets that every sample starts from.</summary>
internal static class SampleSnippets
{
    public static IReadOnlyList<SampleSnippet> All { get; } =
    [
        new("Retry with backoff", "ps1", "retry", "param([scriptblock]$Action, [int]$Times = 5)\n\nfor ($try = 1; $try -le $Times; $try++) {\n    try { return & $Action }\n    catch {\n        if ($try -eq $Times) { throw }\n        Start-Sleep -Seconds ([math]::Pow(2, $try))\n    }\n}\n"),
        new("Read CSV as dictionaries", "py", "csv", "import csv\n\ndef rows(path):\n    with open(path, newline='', encoding='utf-8') as source:\n        yield from csv.DictReader(source)\n"),
        new("Debounce", "js", "web", "export const debounce = (action, wait) => {\n  let timer;\n  return (...args) => {\n    clearTimeout(timer);\n    timer = setTimeout(() => action(...args), wait);\n  };\n};\n"),
        new("Largest tables", "sql", "database", "SELECT table_name, pg_total_relation_size(quote_ident(table_name)) AS bytes\nFROM information_schema.tables\nWHERE table_schema = 'public'\nORDER BY bytes DESC\nLIMIT 10;\n"),
        new("Disk usage by folder", "sh", "file system", "#!/bin/sh\nset -eu\ndu -sk -- \"${1:-.}\"/* | sort -rn | head -n 20\n"),
        new("Read lines lazily", "cs", "file system", "using System.Collections.Generic;\nusing System.IO;\n\npublic static class Lines\n{\n    public static IEnumerable<string> Of(string path)\n    {\n        using var reader = new StreamReader(path);\n        while (reader.ReadLine() is { } line)\n            yield return line;\n    }\n}\n"),
        new("HTTP server with timeout", "go", "http", "package main\n\nimport (\n\t\"net/http\"\n\t\"time\"\n)\n\nfunc main() {\n\tserver := &http.Server{Addr: \":8080\", ReadTimeout: 5 * time.Second}\n\tif err := server.ListenAndServe(); err != nil {\n\t\tpanic(err)\n\t}\n}\n"),
        new("Count words", "rs", "text", "use std::collections::HashMap;\n\nfn count(text: &str) -> HashMap<&str, usize> {\n    let mut words = HashMap::new();\n    for word in text.split_whitespace() {\n        *words.entry(word).or_insert(0) += 1;\n    }\n    words\n}\n"),
        new("Deployment", "yaml", "kubernetes", "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n  selector:\n    matchLabels:\n      app: web\n"),
        new("Small image", "dockerfile", "docker", "FROM alpine:3.20\nRUN adduser -D app\nUSER app\nCOPY --chown=app . /srv\nCMD [\"/srv/run\"]\n"),
        new("Center a box", "css", "web", ".box {\n  display: grid;\n  place-items: center;\n  min-height: 100vh;\n}\n"),
        new("Result type", "ts", "error handling", "export type Result<T> =\n  | { readonly ok: true; readonly value: T }\n  | { readonly ok: false; readonly error: string };\n"),
        new("Group by key", "java", "sorting", "import java.util.*;\nimport java.util.stream.*;\n\nfinal class Groups {\n    static Map<Character, List<String>> byInitial(List<String> words) {\n        return words.stream().collect(Collectors.groupingBy(word -> word.charAt(0)));\n    }\n}\n"),
        new("Page skeleton", "html", "web", "<!DOCTYPE html>\n<html lang=\"en\">\n  <head><meta charset=\"utf-8\"><title>Page</title></head>\n  <body><main id=\"app\"></main></body>\n</html>\n"),
        new("Editor settings", "json", "config", "{\n  \"editor.tabSize\": 4,\n  \"files.trimTrailingWhitespace\": true,\n  \"search.exclude\": { \"**/bin\": true }\n}\n"),
        new("Release checklist", "md", "deployment", "# Release\n\n- [ ] changelog\n- [ ] version\n- [ ] tag\n\nGrüße an alle, die testen.\n"),
        new("Services that failed", "ps1", "monitoring", "Get-Service |\n    Where-Object { $_.StartType -eq 'Automatic' -and $_.Status -ne 'Running' } |\n    Select-Object Name, Status\n"),
        new("Undo the last commit", "sh", "git", "git reset --soft HEAD~1\ngit status --short\n"),
        new("Chunk a list", "py", "utility", "def chunks(items, size):\n    for start in range(0, len(items), size):\n        yield items[start:start + size]\n"),
        new("Meeting notes", "txt", "text", "Agenda\n1. Backup of the library\n2. Who owns the nightly report?\n3. 次回の予定\n"),
    ];

    /// <summary>The snippet of a sample: the first ones have one each.</summary>
    public static SampleSnippet For(SampleRandom random, int index) => All[index < All.Count ? index : random.Next(All.Count)];
}

/// <summary>One hand-written snippet that samples are made from.</summary>
internal sealed record SampleSnippet(string Title, string Ext, string Topic, string Text);
