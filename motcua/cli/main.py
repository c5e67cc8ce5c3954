"""`motcua`: the one command. A group is loaded when it is called, so that `--help` and `due` stay quick."""

from importlib import import_module

import click

# name -> (module:attribute, one line for --help); listed in this order.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("motcua.cli.demo:command", "Serve the demo district, to look around."),
    "init": ("motcua.cli.init:command", "Begin a real installation with its first administrator."),
    "serve": ("motcua.cli.serve:command", "Serve a real installation."),
    "db": ("motcua.cli.db:group", "The database server: start, stop, status, url, psql, backup, restore."),
    "catalogue": (
        "motcua.cli.catalogue:group",
        "Administrative procedures: packs and the national catalogue.",
    ),
    "due": ("motcua.cli.due:command", "When a limit ends, and why; answers batches too."),
    "journal": ("motcua.cli.journal:group", "The journal of events: verify, checkpoint, public key."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if COMMANDS:
            with formatter.section("Commands"):
                formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(cls=LazyGroup, context_settings=_HELP)
@click.version_option(package_name="motcua", prog_name="motcua")
def main() -> None:
    """Một Cửa, the one-stop office for public administration.

    Times without an offset are Asia/Ho_Chi_Minh. A unit code means that unit and all below it.
    Exit codes: 0 good, 1 found something wrong, 2 the command was misused.
    """
