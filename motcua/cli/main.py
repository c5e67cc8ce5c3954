"""`motcua`: the one command. A group is loaded when it is called, so that `--help` and `due` stay quick."""

from importlib import import_module

import click

# name -> (module:attribute, one line for --help); listed in this order.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("motcua.cli.demo:command", "Serve the demo district, to look around."),
    "init": ("motcua.cli.init:command", "Begin a real installation with its first administrator."),
    "serve": ("motcua.cli.serve:command", "Serve a real installation."),
    "account": ("motcua.cli.account:group", "Accounts that cannot sign in: unlock, reset a lost factor."),
    "transfer": (
        "motcua.cli.transfer:command",
        "Open dossiers of a unit go to its successor; previewed.",
    ),
    "work": ("motcua.cli.work:command", "Background work alone, beside several web servers."),
    "db": ("motcua.cli.db:group", "The database server: start, stop, status, url, psql, backup, restore."),
    "replay": ("motcua.cli.replay:command", "Play a district's year through the real acts."),
    "catalogue": (
        "motcua.cli.catalogue:group",
        "Administrative procedures: packs and the national catalogue.",
    ),
    "due": ("motcua.cli.due:command", "When a limit ends, and why; answers batches too."),
    "report": ("motcua.cli.report:group", "Official figures: form II.06a, the published sentence, lists."),
    "print": ("motcua.cli.printing:group", "Papers of a dossier as PDF: receipt, requests, control slip."),
    "sipas": (
        "motcua.cli.sipas:group",
        "Citizens' satisfaction: sample, estimate, rank.",
    ),
    "voice": ("motcua.cli.voice:command", "Record the voice that calls numbers in the waiting hall."),
    "verify": ("motcua.cli.verify:command", "Is everything as written: chains, checkpoints, every row."),
    "journal": ("motcua.cli.journal:group", "The journal of events: verify, checkpoint, public key."),
}

ENVIRONMENT = [
    (
        "MOTCUA_DATA",
        "Data folder: database, keys, files. Default: .data in a checkout, else ~/.local/share/motcua.",
    ),
    ("PORT", "Web port. Default: 8000."),
    ("MOTCUA_ORIGIN", "Address under which people reach the installation. Default: http://localhost:PORT."),
    ("DATABASE_URL", "Outside PostgreSQL (15 or newer) for the application. Default: an embedded server."),
    ("DATABASE_OWNER_URL", "The same database for the role that owns the tables. Default: DATABASE_URL."),
    ("MOTCUA_SMTP", "Mail server, e.g. smtps://user:password@host. Default: letters are written to files."),
    ("MOTCUA_PG_BIN", "Folder of the embedded server's programs. Default: those installed with the program."),
]
EXAMPLES = [
    ("motcua demo", "look around in the demo district at http://localhost:8000"),
    ("motcua init && motcua serve", "begin a real installation and serve it"),
    ('psql "$(motcua db url)"', "ask the database yourself"),
    ("motcua db backup FILE", "save the database"),
]


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

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Environment"):
            formatter.write_dl(ENVIRONMENT)
        with formatter.section("Examples"):
            formatter.write_dl(EXAMPLES)
        formatter.write_paragraph()
        formatter.write_text("`motcua COMMAND --help` explains a command. Manual: docs/operations/.")


_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=LazyGroup, context_settings=_HELP)
@click.version_option(package_name="motcua", prog_name="motcua")
def main() -> None:
    """Một Cửa, the one-stop office of public administration: citizens hand in dossiers at one counter, get a
    date, and see that it is kept.

    Commands start the database server themselves and stop it afterwards. A time without offset is
    Asia/Ho_Chi_Minh. A unit's code means that unit and all below it; yen-chau is the whole district.

    With --format json, standard output is exactly one JSON document and messages go to standard error. Exit
    codes: 0 good, 1 something was found wrong, 2 the command was misused.
    """
