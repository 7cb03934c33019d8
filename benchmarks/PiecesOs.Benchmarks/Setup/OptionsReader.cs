using System.Globalization;

namespace PiecesOs.Benchmarks.Setup;

/// <summary>Reads the command line.</summary>
internal static class OptionsReader
{
    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">The command line is invalid. The message contains the reason.</exception>
    public static BenchmarkOptions Read(IReadOnlyList<string> arguments)
    {
        var options = new BenchmarkOptions();
        var given = new Queue<string>(arguments);
        var rounds = (int?)null;
        while (given.TryDequeue(out var name))
        {
            string Value() => given.TryDequeue(out var value) ? value : throw new FormatException($"{name} needs a value.");
            switch (name)
            {
                case "--rounds":
                    rounds = Number(name, Value());
                    break;
                case "--only":
                    options = options with { Only = [.. options.Only, Value()] };
                    break;
                case "--pwsh":
                    options = options with { Pwsh = Value() };
                    break;
                case "--module":
                    options = options with { Module = System.IO.Path.GetFullPath(Value()) };
                    break;
                case "--quick":
                    options = options with { IsQuick = true };
                    break;
                case "--list":
                    options = options with { IsList = true };
                    break;
                default:
                    throw new FormatException($"There is no option '{name}'.");
            }
        }

        return options with { Rounds = rounds ?? (options.IsQuick ? 1 : options.Rounds) };
    }

    private static int Number(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"{name} takes a whole number from 1 on, not '{text}'.");
}
