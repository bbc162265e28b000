"""Rasa's own check of domain, data and stories; training leaves it out, because it costs a fifth of the time."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_rasa_finds_nothing_to_warn_of() -> None:
    inputs = ["--config", "bot/config.yml", "--domain", "bot/domain.yml", "--data", "bot/data"]
    command = [sys.executable, "-m", "rasa", "data", "validate", "--fail-on-warnings", *inputs]
    env = os.environ | {"PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
