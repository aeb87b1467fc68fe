"""The command ``eval benchmark``."""

from pathlib import Path

from assistant import load_settings
from evals.benchmark import BenchmarkRun, load_dataset, run_benchmark
from evals.benchmark.runner import Mode
from evals.cli.console import new_table, progress_on_stderr, terminal
from evals.run import write_whole


def print_benchmark(
    overrides: dict[str, object],
    questions: Path,
    passages: Path | None,
    mode: Mode,
    json_file: Path | None,
) -> None:
    """Run a benchmark and print its figures.

    Args:
        overrides: Settings that stood before the command.
        questions: File of questions.
        passages: File of passages, or None.
        mode: Whether the passage has to be found.
        json_file: Where figures and outcomes are written, or None.

    Raises:
        ReportAssistantError: Something that was given cannot be used.
    """
    dataset = load_dataset(questions, passages)
    with (
        progress_on_stderr("Embedding the passages") as on_embedding,
        progress_on_stderr("Asking the questions") as on_question,
    ):
        run = run_benchmark(dataset, load_settings(**overrides), mode, on_embedding, on_question)
    if json_file is not None:
        write_whole(json_file, run.model_dump_json(indent=1) + "\n")
    _print(run)


def _print(run: BenchmarkRun) -> None:
    console = terminal()
    given = ", gold passage given" if run.mode == "reader" else ""
    title = f"{run.dataset}: {run.questions:,} questions, {run.passages:,} passages{given}"
    table = new_table(title, "Metric", "value", "95% interval", "cases")
    for name, figure in run.figures.items():
        table.add_row(name, f"{figure.value:.3f}", figure.interval(" to "), str(figure.cases))
    console.print(table)
    if run.continued:
        console.print(f"{run.continued:,} answers were taken over from a run that was broken off.")
    console.print(
        f"{run.duration_s:.1f} s on {run.machine['cores']} cores of {run.machine['processor']}"
    )
