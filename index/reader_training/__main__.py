"""Train, try and export the reader: see the package."""

import argparse
import hashlib
import os
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch

from index import model_files, open_embedder
from index.reader_training.evaluate import Score, evaluate
from index.reader_training.examples import Example, read_examples, split_held_out
from index.reader_training.export import export
from index.reader_training.groups import Group, GroupMaker, Similarities
from index.reader_training.network import PairTokenizer, ReaderNetwork
from index.reader_training.train import Recipe, train

_CANDIDATES = 5


def main() -> None:
    """Train, try on held-out titles, export, try again."""
    parser = argparse.ArgumentParser(description="Train the reader.")
    parser.add_argument("--data", type=Path, required=True, help="Folder of the training files.")
    parser.add_argument("--output", type=Path, default=model_files.reader_folder())
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    examples = read_examples(options.data)
    training, held = split_held_out(examples)
    print(f"{len(training)} questions to train on, {len(held)} of held-out titles", flush=True)
    weights = model_files.weights_folder()
    model_files.weights_file(weights).check()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(options.seed)
    network, tokenizer = ReaderNetwork(weights).to(device), PairTokenizer(weights)
    groups = GroupMaker(training, _similarities(examples), _CANDIDATES, options.seed)
    recipe = Recipe(epochs=options.epochs, seed=options.seed, device=device)
    train(network, tokenizer, groups, recipe, lambda line: print(line, flush=True))
    _report("as trained", held, _full_precision(network, tokenizer))
    target = export(network, options.output)
    print(f"{hashlib.sha256(target.read_bytes()).hexdigest()}  {target}")


def _report(name: str, held: list[Example], score: Score) -> None:
    for source in ("squad", "selqa"):
        of_source = [it for it in held if it.source == source]
        print(f"{name}, {source}: {evaluate(of_source, score)}", flush=True)


def _similarities(examples: tuple[Example, ...]) -> Similarities:
    questions = list(dict.fromkeys(it.question for it in examples))
    sentences = list(dict.fromkeys(sentence for it in examples for sentence in it.sentences))
    embedder = open_embedder()
    print(f"embedding {len(sentences)} sentences", flush=True)
    return Similarities(
        {it: row for row, it in enumerate(questions)},
        {it: row for row, it in enumerate(sentences)},
        embedder.embed_documents(questions),
        embedder.embed_documents(sentences),
    )


def _full_precision(network: ReaderNetwork, tokenizer: PairTokenizer) -> Score:
    network.eval().cpu()

    def score(question, candidates):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        group = Group(question, tuple(candidates), (0.0,) * len(candidates))
        with torch.no_grad():
            return network(**tokenizer.tensors([group], "cpu")).numpy()

    return score


if __name__ == "__main__":
    main()
