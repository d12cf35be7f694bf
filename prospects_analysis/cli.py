"""The command ``prospects``: the same way as the notebooks, for a terminal.

Exits: 0, all went well; 1, errors were found in the returns (what can be written is written all the
same); 2, the command was not understood, or a file or folder that it names cannot be used; 3, no
admissible pairing; 130, interrupted.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from prospects_analysis._terminal import command_name
from prospects_analysis._version import __version__
from prospects_analysis.wording import LANGUAGES

USAGE, INFEASIBLE, INTERRUPTED = 2, 3, 130
OBJECTIVES = ("total", "leximin")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the process by default.

    Returns
    -------
    int
        The exit code.

    Raises
    ------
    SystemExit
        Where argparse itself answers: help, version, or an option that it does not understand.
    """
    _speak_utf8()
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except KeyboardInterrupt:
        print("\nInterrupted. Every file that stands is whole.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # whoever read along has seen enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (ValueError, OSError) as error:
        return _refuse(error)


def _refuse(error: ValueError | OSError) -> int:
    """Say in one line what is wrong, and give the exit code."""
    from prospects_analysis.pairing.problem import InfeasibleError  # noqa: PLC0415 - heavy

    said = str(error)
    if isinstance(error, OSError) and error.strerror:
        said = f"{error.filename}: {error.strerror}. Must be a file or folder that can be used."
    print(f"{command_name()}: {said}", file=sys.stderr)
    return INFEASIBLE if isinstance(error, InfeasibleError) else USAGE


def _speak_utf8() -> None:
    """Names have accents; a pipe on Windows would not take them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError):  # in use already
                stream.reconfigure(encoding="utf-8", errors="replace")


# ---- commands: each loads what it needs only when it is called ---------------------------------


def _templates(options: argparse.Namespace) -> int:
    from prospects_analysis.framework import read_framework  # noqa: PLC0415
    from prospects_analysis.template import (  # noqa: PLC0415
        write_practice_templates,
        write_templates,
    )

    framework, to_whom = read_framework(), (options.out, options.language, options.partner)
    paths = write_templates(framework, *to_whom, options.theme, vignettes=options.vignettes)
    if options.theme is None:
        paths += write_practice_templates(framework, *to_whom)
    for path in paths:
        print(path)
    print(
        "Send these out; put what comes back into a folder such as data/raw/NAME, then:\n"
        f"  {command_name()} check data/raw/NAME",
        file=sys.stderr,  # so that standard output stays the list of files
    )
    return 0


def _check(options: argparse.Namespace) -> int:
    from prospects_analysis._cli_check import check  # noqa: PLC0415

    return check(
        options.raw,
        options.language,
        as_json=options.json,
        corrections=options.corrections,
        decisions=options.decisions,
        force=options.force,
    )


def _run(options: argparse.Namespace) -> int:
    from prospects_analysis._cli_run import run  # noqa: PLC0415

    return run(
        options.raw,
        options.out or Path("data", "processed", options.raw.resolve().name),
        options.language,
        objective=options.objective,
        forbid=options.forbid,
        require=options.require,
        decisions=options.decisions,
        themes=options.theme,
        force=options.force,
    )


def _demo(options: argparse.Namespace) -> int:
    from prospects_analysis._cli_run import demo  # noqa: PLC0415

    return demo(options.language)


def _pair(options: argparse.Namespace) -> int:
    from prospects_analysis._cli_pair import pair  # noqa: PLC0415

    return pair(
        options.scores,
        objective=options.objective,
        forbid=options.forbid,
        require=options.require,
        as_json=options.json,
    )


# ---- what is understood -------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=command_name(),
        description="From the self-assessments of a peer-learning network to its grid of resources "
        "and needs and its binômes.",
        epilog="To begin:\n  %(prog)s demo\n\nMore on a command:\n  %(prog)s run --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    templates = _add(
        commands, _templates, "templates", "write the blank workbooks that partners fill in",
        "outbox --language fr --partner P09",
    )  # fmt: skip
    templates.add_argument("out", metavar="OUT", type=Path, help="folder to write into")
    templates.add_argument(
        "--language", metavar="L", help="of all workbooks (each partner's own, if not given)"
    )
    templates.add_argument(
        "--partner", metavar="P", action="append", help="only this partner; may be repeated"
    )
    templates.add_argument(
        "--theme", metavar="T", action="append",
        help="only this theme, and no workbook of practices; may be repeated",
    )  # fmt: skip
    templates.add_argument(
        "--vignettes", action="store_true", help="add invented areas that everybody rates"
    )
    check = _add(
        commands, _check, "check", "say what is wrong in the returns, file by file, cell by cell",
        "data/raw/illustrative",
    )  # fmt: skip
    _add_raw(check)
    _add_decisions(check)
    check.add_argument(
        "--corrections", metavar="DIR", type=Path,
        help="give each partner its own workbook back, with what is to be mended marked in it",
    )  # fmt: skip
    check.add_argument(
        "--force", action="store_true", help="replace correction copies that were edited too"
    )
    _add_language(check)
    _add_json(check)
    run = _add(
        commands, _run, "run", "everything, from the returned workbooks to the slides",
        "data/raw/illustrative --out results --forbid P01,P02",
    )  # fmt: skip
    _add_raw(run)
    _add_decisions(run)
    run.add_argument(
        "--out", metavar="OUT", type=Path, help="folder to write into (data/processed/NAME OF RAW)"
    )
    _add_language(run)
    _add_rules(run)
    run.add_argument(
        "--theme", metavar="T", action="append", default=[],
        help="write only the short deck of this theme's event, theme_T.pptx; may be repeated",
    )  # fmt: skip
    run.add_argument(
        "--force", action="store_true", help="replace files that were edited since the last run too"
    )
    pair = _add(
        commands, _pair, "pair", "form the binômes of any table of scores",
        "scores.csv --require A,B",
    )  # fmt: skip
    pair.add_argument(
        "scores", metavar="SCORES.csv", type=Path,
        help="first column and header: ids; an empty cell: may not be paired",
    )  # fmt: skip
    _add_rules(pair)
    _add_json(pair)
    demo = _add(commands, _demo, "demo", "run on the invented returns that come along", "")
    _add_language(demo)
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    command: Callable[[argparse.Namespace], int],
    name: str,
    summary: str,
    example: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=f"Example:\n  %(prog)s {example}".rstrip(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=command)
    return parser


def _add_raw(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "raw", metavar="RAW", type=Path, help="folder of returned workbooks; only read"
    )


def _add_decisions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--decisions", metavar="FILE", type=Path,
        help="what was decided about the returns (decisions.toml in RAW, if there is one)",
    )  # fmt: skip


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language", choices=LANGUAGES, default=LANGUAGES[0], help="of all that is said (fr)"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print nothing but JSON")


def _add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--objective", choices=OBJECTIVES, default=OBJECTIVES[0],
        help="largest total, or weakest binôme as strong as can be (total)",
    )  # fmt: skip
    parser.add_argument(
        "--forbid", metavar="A,B", type=_two_ids, action="append", default=[],
        help="these two may not be paired; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--require", metavar="A,B", type=_two_ids, action="append", default=[],
        help="these two must be paired; may be repeated",
    )  # fmt: skip


def _two_ids(text: str) -> tuple[str, str]:
    ids = [part.strip() for part in text.split(",")]
    if len(ids) != 2 or not all(ids):
        raise argparse.ArgumentTypeError(
            f"invalid pair {text!r}; must be two ids with a comma between them, such as P01,P09"
        )
    return ids[0], ids[1]
