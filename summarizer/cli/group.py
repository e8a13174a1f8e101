"""A click group whose one command needs no word of its own: `summarize FILE`."""

import os
from collections.abc import Callable

import click
from click.shell_completion import CompletionItem

# The name under which the command without a word is kept: no file is called so.
_NO_WORD = ""


class WordlessCommand(click.Command):
    """A command without a word: its help is the help of the group it stands in."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the group's help, which holds this command's options."""
        if ctx.parent:
            ctx.parent.command.format_help(ctx.parent, formatter)


class ArticleGroup(click.Group):
    """A group that takes a file where a command word could stand."""

    wordless: WordlessCommand

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the wordless command in front where the arguments begin with a file or one of its options."""
        if args and args[0] not in self.commands and (self._is_foreign_option(ctx, args[0]) or _looks_like_file(args[0])):
            args = [_NO_WORD, *args]
        return super().parse_args(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name; the wordless one has the empty name."""
        return self.wordless if cmd_name == _NO_WORD else super().get_command(ctx, cmd_name)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both ways to call: with a file, with a command."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] ARTICLE...")
        formatter.write_usage(ctx.command_path, "COMMAND [OPTIONS] ...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of the wordless command, then the commands."""
        options = [parameter for parameter in self.wordless.get_params(ctx) if isinstance(parameter, click.Option)]
        _write_options(formatter, ctx, "Options", options, lambda option: not option.envvar)
        _write_options(formatter, ctx, "Settings (option, environment, config.toml)", options, lambda option: bool(option.envvar))
        self.format_commands(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the first word: an option of the wordless command, or a command, else a file."""
        if incomplete.startswith("-"):
            return self.wordless.shell_complete(click.Context(self.wordless, parent=ctx, info_name=_NO_WORD), incomplete)
        # In front: bash drops what came before a file.
        return [CompletionItem(incomplete, type="file"), *super().shell_complete(ctx, incomplete)]

    def _is_foreign_option(self, ctx: click.Context, word: str) -> bool:
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        return word.startswith("-") and word not in own


def _looks_like_file(word: str) -> bool:
    return word == "-" or "." in word or "/" in word or os.sep in word or os.path.lexists(word)


def _write_options(
    formatter: click.HelpFormatter,
    ctx: click.Context,
    title: str,
    parameters: list[click.Option],
    belongs: Callable[[click.Option], bool],
) -> None:
    records = [record for parameter in parameters if belongs(parameter) and (record := parameter.get_help_record(ctx))]
    if records:
        with formatter.section(title):
            formatter.write_dl(records)
