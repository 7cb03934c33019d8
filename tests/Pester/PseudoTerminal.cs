using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace PiecesOs.Tests.Pester
{
    /// <summary>
    /// A program in a pseudo-terminal of Linux, to type keys as a user does. The suites compile this file with Add-Type. It uses libc
    /// directly, so it requires no other program.
    /// </summary>
    public sealed class PseudoTerminal : IDisposable
    {
        private const int ReadWrite = 2;
        private const int NoControllingTerminal = 0x100;
        private const int CloseOnExec = 0x80000;
        private const int NewSession = 0x80;
        private const int SetWindowSize = 0x5414;
        private const int Kill = 9;

        /// <summary>More than the size of the structures of posix_spawn.</summary>
        private const int StructureBytes = 1024;

        /// <summary>How .NET asks a terminal where the cursor is, and an answer.</summary>
        private const string CursorQuery = "\x1b[6n";
        private const string CursorAnswer = "\x1b[1;1R";

        private readonly object _lock = new object();
        private readonly StringBuilder _output = new StringBuilder();
        private readonly Thread _reader;
        private readonly int _terminal;
        private readonly int _process;
        private int _answered;

        /// <summary>Starts a program.</summary>
        /// <param name="program">The program.</param>
        /// <param name="arguments">Its arguments.</param>
        /// <param name="variables">Variables to set, in addition to those of this process.</param>
        public PseudoTerminal(string program, string[] arguments, IDictionary variables)
        {
            _terminal = Check(posix_openpt(ReadWrite | NoControllingTerminal | CloseOnExec), "posix_openpt");
            Check(grantpt(_terminal), "grantpt");
            Check(unlockpt(_terminal), "unlockpt");
            var size = new WindowSize { Rows = 50, Columns = 200 };
            Check(ioctl(_terminal, (UIntPtr)SetWindowSize, ref size), "ioctl");
            var name = new byte[256];
            Check(-ptsname_r(_terminal, name, (UIntPtr)name.Length), "ptsname_r");

            _process = Spawn(program, arguments, EnvironmentOf(variables), Encoding.UTF8.GetString(name, 0, Array.IndexOf(name, (byte)0)));
            _reader = new Thread(Read) { IsBackground = true };
            _reader.Start();
        }

        /// <summary>Everything that the program has written so far.</summary>
        public string Output
        {
            get
            {
                lock (_lock)
                    return _output.ToString();
            }
        }

        /// <summary>Types keys.</summary>
        public void Type(string keys)
        {
            var bytes = Encoding.UTF8.GetBytes(keys);
            Check((int)write(_terminal, bytes, (UIntPtr)bytes.Length), "write");
        }

        /// <summary>Waits until a text has been written this many times.</summary>
        public void WaitFor(string text, int count, int seconds)
        {
            var clock = Stopwatch.StartNew();
            while (Output.Split(new[] { text }, StringSplitOptions.None).Length <= count)
            {
                if (clock.Elapsed.TotalSeconds > seconds)
                    throw new TimeoutException("'" + text + "' was not shown " + count + " times in " + seconds + " seconds. This was shown:\n" + Output);
                Thread.Sleep(20);
            }
        }

        public void Dispose()
        {
            kill(_process, Kill);
            int status;
            waitpid(_process, out status, 0);
            _reader.Join();
            close(_terminal);
        }

        private static int Spawn(string program, string[] arguments, List<string> environment, string terminal)
        {
            var actions = Marshal.AllocHGlobal(StructureBytes);
            var attributes = Marshal.AllocHGlobal(StructureBytes);
            posix_spawn_file_actions_init(actions);
            posix_spawnattr_init(attributes);
            // The first terminal that the leader of a new session opens becomes its controlling terminal.
            posix_spawnattr_setflags(attributes, NewSession);
            posix_spawn_file_actions_addopen(actions, 0, terminal, ReadWrite, 0);
            posix_spawn_file_actions_adddup2(actions, 0, 1);
            posix_spawn_file_actions_adddup2(actions, 0, 2);

            var argv = new List<string> { program };
            argv.AddRange(arguments);
            argv.Add(null);
            environment.Add(null);
            int process;
            var error = posix_spawnp(out process, program, actions, attributes, argv.ToArray(), environment.ToArray());
            posix_spawn_file_actions_destroy(actions);
            posix_spawnattr_destroy(attributes);
            Marshal.FreeHGlobal(actions);
            Marshal.FreeHGlobal(attributes);
            if (error != 0)
                throw new Win32Exception(error, program + " cannot be started in a pseudo-terminal.");
            return process;
        }

        private static List<string> EnvironmentOf(IDictionary variables)
        {
            var all = new Dictionary<string, string>();
            foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
                all[(string)variable.Key] = (string)variable.Value;
            foreach (DictionaryEntry variable in variables)
                all[(string)variable.Key] = (string)variable.Value;
            var lines = new List<string>();
            foreach (var variable in all)
                lines.Add(variable.Key + "=" + variable.Value);
            return lines;
        }

        private void Read()
        {
            var bytes = new byte[16 * 1024];
            var decoder = Encoding.UTF8.GetDecoder();
            var characters = new char[bytes.Length];
            while (true)
            {
                // An error when the program has ended.
                var length = (int)read(_terminal, bytes, (UIntPtr)bytes.Length);
                if (length <= 0)
                    return;
                var queries = 0;
                lock (_lock)
                {
                    _output.Append(characters, 0, decoder.GetChars(bytes, 0, length, characters, 0));
                    var text = _output.ToString();
                    for (int at; (at = text.IndexOf(CursorQuery, _answered, StringComparison.Ordinal)) >= 0; queries++)
                        _answered = at + CursorQuery.Length;
                }

                for (; queries > 0; queries--)
                    Type(CursorAnswer);
            }
        }

        private static int Check(int result, string function)
        {
            return result >= 0 ? result : throw new Win32Exception(Marshal.GetLastWin32Error(), function + " failed.");
        }

        [StructLayout(LayoutKind.Sequential)]
        private struct WindowSize
        {
            public ushort Rows;
            public ushort Columns;
            public ushort Width;
            public ushort Height;
        }

        [DllImport("libc", SetLastError = true)]
        private static extern int posix_openpt(int flags);

        [DllImport("libc", SetLastError = true)]
        private static extern int grantpt(int terminal);

        [DllImport("libc", SetLastError = true)]
        private static extern int unlockpt(int terminal);

        [DllImport("libc", SetLastError = true)]
        private static extern int ptsname_r(int terminal, byte[] name, UIntPtr length);

        [DllImport("libc", SetLastError = true)]
        private static extern int ioctl(int terminal, UIntPtr request, ref WindowSize size);

        [DllImport("libc", SetLastError = true)]
        private static extern IntPtr read(int file, byte[] bytes, UIntPtr count);

        [DllImport("libc", SetLastError = true)]
        private static extern IntPtr write(int file, byte[] bytes, UIntPtr count);

        [DllImport("libc", SetLastError = true)]
        private static extern int close(int file);

        [DllImport("libc", SetLastError = true)]
        private static extern int kill(int process, int signal);

        [DllImport("libc", SetLastError = true)]
        private static extern int waitpid(int process, out int status, int options);

        [DllImport("libc")]
        private static extern int posix_spawn_file_actions_init(IntPtr actions);

        [DllImport("libc")]
        private static extern int posix_spawn_file_actions_destroy(IntPtr actions);

        [DllImport("libc", CharSet = CharSet.Ansi)]
        private static extern int posix_spawn_file_actions_addopen(IntPtr actions, int file, string path, int flags, uint mode);

        [DllImport("libc")]
        private static extern int posix_spawn_file_actions_adddup2(IntPtr actions, int file, int copy);

        [DllImport("libc")]
        private static extern int posix_spawnattr_init(IntPtr attributes);

        [DllImport("libc")]
        private static extern int posix_spawnattr_destroy(IntPtr attributes);

        [DllImport("libc")]
        private static extern int posix_spawnattr_setflags(IntPtr attributes, short flags);

        [DllImport("libc", CharSet = CharSet.Ansi)]
        private static extern int posix_spawnp(
            out int process, string file, IntPtr actions, IntPtr attributes, string[] arguments, string[] environment);
    }
}
