using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace PiecesOs.Module;

/// <summary>The user's editor: VISUAL, EDITOR, Visual Studio Code, or the editor of the platform.</summary>
/// <param name="Command">The command, as it was specified.</param>
/// <param name="Program">The path of the program.</param>
/// <param name="Arguments">Its arguments before the file.</param>
internal sealed record TextEditor(string Command, string Program, IReadOnlyList<string> Arguments)
{
    private static readonly string[] s_variables = ["VISUAL", "EDITOR"];

    /// <summary>Programs that return at once unless they are told to wait.</summary>
    private static readonly string[] s_codes = ["code", "code-insiders", "codium", "cursor"];

    private static readonly string[] s_defaults = Path.DirectorySeparatorChar == '\\' ? ["code", "notepad"] : ["code", "nano", "vi"];

    /// <summary>Finds the editor.</summary>
    /// <param name="findProgram">Finds the path of a program; returns <see langword="null"/> if there is none.</param>
    /// <exception cref="InputException">There is no editor, or not the one that a variable names.</exception>
    public static TextEditor Find(Func<string, string?> findProgram)
    {
        foreach (var variable in s_variables)
        {
            if (Environment.GetEnvironmentVariable(variable) is { } command && !string.IsNullOrWhiteSpace(command))
                return Parse(command.Trim(), findProgram) ?? throw InputErrors.EditorNotFound($"The editor in the variable {variable} was not found: '{DisplayText.Of(command)}'.");
        }

        return s_defaults.Select(command => Parse(command, findProgram)).FirstOrDefault(static editor => editor is not null)
            ?? throw InputErrors.EditorNotFound($"No editor was found: the variables VISUAL and EDITOR are not set, and there is no {string.Join(", ", s_defaults)}.");
    }

    /// <summary>Opens a file and waits until the editor ends.</summary>
    /// <exception cref="InputException">The editor cannot be started, or reports a failure.</exception>
    public async Task RunAsync(string file, CancellationToken cancellationToken)
    {
        // The editor uses the terminal of PowerShell.
        var start = new ProcessStartInfo(Program)
        {
            Arguments = string.Join(" ", Arguments.Concat([file]).Select(CommandLine.Quote)),
            UseShellExecute = false,
        };
        using var process = Start(start);
        var exited = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult(true);
        process.EnableRaisingEvents = true;
        using (cancellationToken.Register(() => exited.TrySetCanceled(cancellationToken)))
        {
            try
            {
                await exited.Task.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // An editor that outlives the command would share the terminal with the prompt.
                End(process);
                throw;
            }
        }

        if (process.ExitCode != 0)
            throw InputErrors.EditorFailed(Command, process.ExitCode);
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw InputErrors.EditorNotFound($"The editor '{DisplayText.Of(Command)}' cannot be started: {DisplayText.Safe(e.Message)}", e);
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill();
            process.WaitForExit(5000);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has already ended.
        }
    }

    /// <summary>The program and its arguments. A path with spaces needs no quotes if it is the whole command.</summary>
    private static TextEditor? Parse(string command, Func<string, string?> findProgram)
    {
        var words = findProgram(command) is null ? Split(command) : [command];
        if (words.Count == 0 || findProgram(words[0]) is not { } program)
            return null;
        var arguments = words.Skip(1).ToList();
        if (s_codes.Contains(Path.GetFileNameWithoutExtension(program), StringComparer.OrdinalIgnoreCase) && !arguments.Any(static argument => argument is "--wait" or "-w"))
            arguments.Add("--wait");
        return new TextEditor(command, program, arguments);
    }

    /// <summary>Splits a command at spaces outside quotes.</summary>
    private static List<string> Split(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, isWord) = ('\0', false);
        foreach (var character in command)
        {
            if (quote == '\0' && character is '"' or '\'')
            {
                quote = character;
            }
            else if (character == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && char.IsWhiteSpace(character))
            {
                EndWord();
                continue;
            }
            else
            {
                word.Append(character);
            }

            isWord = true;
        }

        EndWord();
        return words;

        void EndWord()
        {
            if (isWord)
                words.Add(word.ToString());
            word.Clear();
            isWord = false;
        }
    }
}
