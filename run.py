"""Everything by one command, with nothing but Python 3.11 or later.

python run.py demo              the illustrative workbooks, from returns to slides
python run.py test [OPTIONS]    the whole test suite, or what pytest's OPTIONS select
python run.py lab               JupyterLab on notebooks/
python run.py bench [STUDY]     how fast: pairings (the default); how sure: calibration
python run.py run data/raw ...  any other command of prospects; --help names them

Packages come from the lock files, checked by their hashes, into the folder .venv beside this file.
Inside an activated conda environment other than base (environment.yml) nothing is installed.
"""

import sys

if sys.version_info < (3, 11):  # older Pythons can read this file too, and say so in one line
    sys.exit("This needs Python 3.11 or later and runs on %s." % sys.version.split()[0])

import hashlib
import importlib.util
import os
import signal
import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
DEVELOP = {  # what needs requirements-dev.lock
    "test": ["pytest", "--numprocesses=auto", "--dist=loadfile", "--cov", "--cov-report=term"],
    "lab": ["jupyterlab", "notebooks"],
    "bench": ["benchmarks"],
}
# One ASCII line puts the repository on the environment's path, whatever its folder is called.
PATH_LINE = "import sys; sys.path.append(%a)" % str(ROOT)
WRITE_PATH_LINE = """import pathlib, sys, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "prospects_analysis.pth").write_text(sys.argv[1])"""


def bring_in_step(lock):
    """Make .venv, or add what it lacks of `lock`, and return its Python."""
    python = ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = ROOT / ".venv" / (lock + ".stamp")
    state = hashlib.sha256((ROOT / lock).read_bytes() + PATH_LINE.encode()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text() == state:
        return python
    sys.stderr.write("Installing what %s lists into .venv, once ...\n" % lock)
    if not python.exists() or subprocess.call([python, "-c", "import pip"]):
        if not importlib.util.find_spec("ensurepip"):
            sys.exit("This Python lacks ensurepip (Debian, Ubuntu: apt install python3-venv).")
        venv.create(ROOT / ".venv", clear=True, symlinks=os.name != "nt", with_pip=True)
    pip, uv = [python, "-m", "pip", "--disable-pip-version-check"], [python, "-m", "uv", "pip"]
    install = ["install", "--quiet", "--require-hashes", "-r"]
    # uv is quick; pip, tried next, knows an office's mirror, proxy and certificates better.
    if (
        subprocess.call(pip + install + [ROOT / "requirements-installer.lock"])
        or subprocess.call(uv + install + [ROOT / lock, "--python", python])
    ) and subprocess.call(pip + install + [ROOT / lock]):
        sys.exit("Could not install %s (see above). Run the same command to try again." % lock)
    subprocess.check_call([python, "-c", WRITE_PATH_LINE, PATH_LINE])
    stamp.write_text(state)
    return python


def main(arguments):
    """Run the command that `arguments` are, where it finds its packages; return its exit code."""
    develop = DEVELOP.get(arguments[0]) if arguments else None
    conda = os.environ.get("CONDA_PREFIX")
    if conda and os.environ.get("CONDA_DEFAULT_ENV") != "base":
        python = Path(conda, "python.exe" if os.name == "nt" else "bin/python")
        os.environ["PYTHONPATH"] = str(ROOT)
    else:
        python = bring_in_step("requirements-dev.lock" if develop else "requirements.lock")
    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is for the command to answer
    if develop:
        return subprocess.call([python, "-m"] + develop + arguments[1:], cwd=ROOT)
    return subprocess.call([python, "-m", "prospects_analysis"] + arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
