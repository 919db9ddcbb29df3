"""From the words on the command line to an exit status."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from typing import Final

from xlsegment.cli.commands import COMMANDS
from xlsegment.cli.declare import REFUSED
from xlsegment.cli.parser import build_parser
from xlsegment.cli.terminal import Terminal, choose_lang, survive_legacy_encodings
from xlsegment.errors import Cancelled, XlsegmentError

# What a shell reports for a program stopped by Ctrl+C, and by a reader that went away.
_INTERRUPTED: Final = 130
_NOBODY_READS: Final = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv
        The words after ``xlsegment``; those of the process by default.

    Returns
    -------
    int
        0 done; 1 done, with data problems listed; 2 refused, nothing was changed;
        130 stopped by Ctrl+C, nothing was changed.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    survive_legacy_encodings(sys.stdout, sys.stderr)
    terminal = Terminal(choose_lang(words))
    try:
        status = _run(words, terminal)
        sys.stdout.flush()
    except XlsegmentError as error:
        terminal.note(error.message(terminal.lang))
        try:
            sys.stdout.flush()
        except OSError:  # standard output itself is what failed
            _give_up_output()
        return REFUSED
    except KeyboardInterrupt:
        terminal.note(Cancelled().message(terminal.lang))
        return _INTERRUPTED
    except BrokenPipeError:
        _give_up_output()
        return _NOBODY_READS
    return status


def entry() -> int:
    """Run the command of this process, which then ends.

    Python takes a moment to end. A Ctrl+C in that moment would end the process as if it had been
    stopped in the middle, when everything is written.
    """
    status = main()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return status


def _give_up_output() -> None:
    # Python flushes stdout once more while it ends; that must not fail again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: Sequence[str], terminal: Terminal) -> int:
    parser = build_parser(COMMANDS, terminal.lang)
    try:
        arguments = parser.parse_args(words)
    except SystemExit as asked:  # --help and --version have printed what was asked for
        return int(asked.code or 0)
    if arguments.command is None:
        terminal.note(parser.format_help().rstrip())
        return REFUSED
    return int(arguments.run(arguments, terminal))
