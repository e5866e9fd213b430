import subprocess
import sys
from pathlib import Path

LINTER = Path(sys.executable).with_name("lint-imports")


def test_imports_respect_the_layers():
    # In a process of its own: it configures logging anew and would silence every logger of ours.
    done = subprocess.run([LINTER, "--no-cache"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
