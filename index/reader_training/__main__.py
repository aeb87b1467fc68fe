"""Train, try and export the reader: see the package."""

import argparse
import hashlib
import os
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
from tokenizers import Tokenizer

from index import model_files, open_embedder
from index.bundled_reader import BundledReader
from index.reader import MAX_TOKENS
from index.reader_training.evaluate import Read, evaluate, full_precision
from index.reader_training.examples import Example, read_examples, split_held_out
from index.reader_training.export import export
from index.reader_training.groups import GroupMaker, Similarities
from index.reader_training.network import ReaderNetwork
from index.reader_training.train import Recipe, train


def main() -> None:
    """Train, try on held-out titles, export, try again."""
    options = _options()
    examples = read_examples(options.data)
    training, held = split_held_out(examples)
    print(f"{len(training)} questions to train on, {len(held)} of held-out titles", flush=True)
    weights = model_files.weights_folder()
    model_files.weights_file(weights).check()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(options.seed)
    network, tokenizer = ReaderNetwork(weights).to(device), _tokenizer(weights)
    groups = GroupMaker(training, _similarities(examples), options.seed)
    recipe = Recipe(
        epochs=options.epochs,
        learning_rate=options.learning_rate,
        seed=options.seed,
        device=device,
    )
    train(network, tokenizer, groups, recipe, lambda line: print(line, flush=True))
    _report("as trained", held, full_precision(network, tokenizer))
    target = export(network, options.output)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    files = (model_files.ModelFile(target, digest, ""), model_files.reader_files()[1])
    _report("as exported", held, BundledReader(files).read)
    print(f"{digest}  {target}")


def _options() -> argparse.Namespace:
    recipe = Recipe()
    parser = argparse.ArgumentParser(
        prog="python -m index.reader_training",
        description="Train the reader, try it on held-out titles, and export it.",
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument(
        "--output", type=Path, default=model_files.reader_folder(), help="where the model goes"
    )
    parser.add_argument("--epochs", type=int, default=recipe.epochs)
    parser.add_argument("--learning-rate", type=float, default=recipe.learning_rate)
    parser.add_argument("--seed", type=int, default=recipe.seed)
    return parser.parse_args()


def _tokenizer(weights: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
    tokenizer.no_padding()
    return tokenizer


def _report(name: str, held: list[Example], read: Read) -> None:
    for source in ("squad", "selqa"):
        of_source = [it for it in held if it.source == source]
        print(f"{name}, {source}: {evaluate(of_source, read)}", flush=True)


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


if __name__ == "__main__":
    main()
