using System;
using System.Collections.Generic;
using System.Linq;

namespace QuickstartOnDouble;

/// <summary>Prints rows as PowerShell would, near enough.</summary>
internal static class Table
{
    public static void Print<T>(IEnumerable<T> rows, params (string Header, Func<T, string?> Cell)[] columns)
    {
        var cells = rows.Select(row => columns.Select(column => column.Cell(row) ?? string.Empty).ToArray()).ToArray();
        var widths = columns.Select((column, i) => cells.Select(row => row[i].Length).Append(column.Header.Length).Max()).ToArray();

        Console.WriteLine();
        WriteLine(columns.Select(static column => column.Header), widths);
        WriteLine(columns.Select(static column => new string('-', column.Header.Length)), widths);
        foreach (var row in cells)
            WriteLine(row, widths);
        Console.WriteLine();
    }

    private static void WriteLine(IEnumerable<string> cells, int[] widths) =>
        Console.WriteLine(string.Join(" ", cells.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
}
