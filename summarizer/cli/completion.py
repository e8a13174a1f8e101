"""`summarize completion SHELL`: the script by which a shell completes commands, options, their values and file names."""

import click
from click.shell_completion import get_completion_class

from summarizer.cli.messages import DONE
from summarizer.cli.options import options
from summarizer.cli.output import Output

PROGRAM = "summarize"
VARIABLE = "_SUMMARIZE_COMPLETE"
"""Where the script says that it asks: `bash_complete` and the like."""


@click.command(
    short_help="Tab completion for bash, zsh or fish.",
    params=[click.Argument(["shell"], type=click.Choice(["bash", "zsh", "fish"])), *options()],
)
@click.pass_context
def completion(ctx: click.Context, /, shell: str) -> int:
    """Print the script that completes commands, options, their values and file names in bash (4.4 or newer), zsh or fish.

    It takes effect once the shell's own settings load it, by a line as below.
    """
    made = get_completion_class(shell)
    assert made
    with Output(None) as output:
        output.write(made(ctx.find_root().command, {}, PROGRAM, VARIABLE).source().rstrip("\n") + "\n")
    return DONE
