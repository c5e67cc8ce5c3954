"""`motcua sipas`: samples, estimates and ranks of a satisfaction survey. Needs no database.

numpy is imported inside the commands, so that `--help` stays quick.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from motcua.cli.common import FoundWrong, Misuse, emit_json, format_option, tell

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group("sipas")
def group() -> None:
    """Citizens' satisfaction (SIPAS): draw a sample, estimate with standard errors, rank with uncertainty.

    Files are CSV in UTF-8 with a header. Missing values are empty or NA.
    """


def lang_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--lang vi|en`: the language of messages."""
    choice = click.Choice(["vi", "en"])
    return click.option("--lang", type=choice, default="vi", show_default=True, help="Language.")(command)


level_option = click.option(
    "--level", type=float, default=0.95, show_default=True, help="Confidence of intervals and sets."
)


@contextmanager
def survey_errors(lang: str) -> Iterator[None]:
    """What is wrong ends the command in words: exit 2 when the question is at fault, 1 when the data are."""
    from motcua.surveys.problems import ChoiceError, SurveyError

    try:
        yield
    except ChoiceError as error:
        raise Misuse(error.remark.text(lang)) from error
    except SurveyError as error:
        raise FoundWrong(error.remark.text(lang)) from error
    except OSError as error:
        raise FoundWrong(str(error)) from error


@group.command()
@click.argument("file", metavar="FILE.csv", type=_FILE)
@click.option("--strata", metavar="COLUMN", help="Strata of the first stage.")
@click.option("--cluster", "clusters", metavar="COLUMN", multiple=True, help="Clusters; once for each stage.")
@click.option("--weight", metavar="COLUMN", help="Weights. Default: they follow from --fpc.")
@click.option("--fpc", "populations", metavar="COLUMN", multiple=True, help="Populations, by stage.")
@click.option("--mean", "means", metavar="COLUMN", multiple=True, help="A mean.")
@click.option("--total", "totals", metavar="COLUMN", multiple=True, help="A total.")
@click.option("--ratio", "ratios", metavar="A/B", multiple=True, help="A total over another.")
@click.option("--by", metavar="COLUMN", help="One answer for each of its values.")
@click.option(
    "--lonely",
    type=click.Choice(["adjust", "fail"]),
    default="adjust",
    show_default=True,
    help="A stratum with one unit drawn: count its distance from the overall mean, or refuse.",
)
@level_option
@lang_option
@format_option
def estimate(file: Path, lang: str, as_json: bool, **question: Any) -> None:
    """Means, totals and ratios with design-based standard errors and t intervals.

    --cluster and --fpc stand once for each stage of drawing, in their order; --fpc counts the units of the
    stage's population. A row without a value leaves that statistic as it would leave a domain. Warnings on
    standard error tell when an interval should not be trusted.

    Example: motcua sipas estimate answers.csv --strata commune --fpc finished --mean satisfied --by field
    """
    from motcua.cli import sipas_estimate

    with survey_errors(lang):
        answers, remarks = sipas_estimate.answer(file, **question)
    for remark in remarks:
        tell(remark.text(lang))
    if as_json:
        emit_json(answers)
    else:
        click.echo(sipas_estimate.as_text(answers))


@group.command()
@click.argument("file", metavar="[FILE.yaml]", required=False, type=_FILE)
@click.option("-o", "out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="FORM.xlsx")
@lang_option
def form(file: Path | None, out: Path, lang: str) -> None:
    """A questionnaire as an XLSForm workbook for ODK Collect or KoBo; without FILE that of 2017 to 2020.

    Example: motcua sipas form -o sipas-2017.xlsx
    """
    from motcua.surveys import instruments, xlsform

    with survey_errors(lang):
        try:
            instrument = instruments.read_file(file or instruments.shipped()[0])
        except ValueError as error:
            raise FoundWrong(f"{file}: {error}") from error
        out.write_bytes(xlsform.export(instrument))
    tell(f"{out}: {instrument.title.get(lang, instrument.title['vi'])}")


def number(value: float) -> float | None:
    """A number for JSON, which knows no NaN."""
    return None if math.isnan(value) else float(value)


@group.command()
@click.argument("file", metavar="FILE.csv", type=_FILE)
@click.option("--estimate", metavar="COLUMN", required=True, help="Each unit's estimate.")
@click.option("--se", metavar="COLUMN", required=True, help="Its standard error.")
@click.option("--label", metavar="COLUMN", required=True, help="What the unit is called.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of the simulation.")
@level_option
@lang_option
@format_option
def rank(file: Path, lang: str, as_json: bool, **question: Any) -> None:
    """Ranks of units (1 = highest) with the ranks that each may truly have.

    "marginal" holds for one unit chosen beforehand, "simultaneous" for all units of the table together.
    Estimates of different units are taken for independent.

    Example: motcua sipas rank units.csv --estimate index --se se --label unit
    """
    from motcua.cli import sipas_rank
    from motcua.surveys.ranking import METHOD

    with survey_errors(lang):
        rows, bands = sipas_rank.answer(file, **question)
    tell(METHOD)
    if as_json:
        emit_json(rows)
    else:
        click.echo(sipas_rank.as_text(rows, bands, question["level"]))


@group.command()
@click.argument("frame", metavar="FRAME.csv", type=_FILE)
@click.option("--n", type=int, required=True, help="Rows to draw (without --take: clusters).")
@click.option("--strata", metavar="COLUMN", help="Draw in each stratum.")
@click.option(
    "--allocation",
    type=click.Choice(["proportional", "neyman", "equal"]),
    default="proportional",
    show_default=True,
    help="How strata share the sample.",
)
@click.option("--spread", metavar="COLUMN", help="For neyman: its standard deviation in each stratum.")
@click.option("--cluster", metavar="COLUMN", help="Draw clusters first.")
@click.option("--pps", metavar="COLUMN", help="Clusters proportional to this size.")
@click.option("--take", type=int, help="Rows to take in each drawn cluster. Default: all.")
@click.option("--systematic", is_flag=True, help="Equal steps through the frame from a random start.")
@click.option(
    "--reserve", type=float, default=0, show_default=True, help="Reserve list, as a share of the sample."
)
@click.option("--seed", required=True, help="Agreed in public before the draw: any text or number.")
@click.option("-o", "out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="SAMPLE.csv")
@lang_option
@format_option
def sample(frame: Path, out: Path, lang: str, as_json: bool, **question: Any) -> None:
    """Draw a sample that anyone can draw again from the frame and the seed.

    Writes SAMPLE.csv with inclusion probabilities, weights, stages and the reserve list (reserve 0: in the
    sample; 1, 2, …: the order in which they replace), and the record of the draw beside it in
    SAMPLE.record.json, which names the options to estimate with.

    --pps: the column's value if all rows of a cluster have the same one, else its sum over the rows.

    Example: motcua sipas sample frame.csv --n 400 --strata commune --seed 2026-03-01 -o sample.csv
    """
    from motcua.cli import sipas_sample

    with survey_errors(lang):
        record = sipas_sample.write(frame, out, **question)
    drawn = record["sample"]
    tell(f"{out}: {drawn['sampled']} + {drawn['reserve']} reserve. {sipas_sample.record_path(out)}")
    tell(f"motcua sipas estimate {out} {record['estimate_with']}")
    if as_json:
        emit_json(record)
