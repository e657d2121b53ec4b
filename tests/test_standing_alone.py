import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samskab.parts import PARTS

ROOT = Path(__file__).parents[1]
SOURCES = {"chassis", *PARTS, "samskab"}
ALONE = """
import sys
beside, away, name, ours = {beside!r}, {away!r}, {name!r}, {ours!r}

def installed(finder):
    return "__editable__" in (getattr(finder, "__module__", None) or type(finder).__module__)

sys.meta_path[:] = [finder for finder in sys.meta_path if not installed(finder)]
sys.path[:] = [beside] + [place for place in sys.path if place not in away]
from importlib import import_module
app = import_module(name + ".app")
app.create_app()
for chore in app.create_work():
    chore.close()
strangers = (ours - {{"chassis", name}}) & {{module.partition(".")[0] for module in sys.modules}}
assert not strangers, "imports a stranger: %s" % strangers
assert sys.modules[name].__file__.startswith(beside), sys.modules[name].__file__
assert sys.modules["chassis"].__file__.startswith(beside), sys.modules["chassis"].__file__
"""


def source(name):
    return Path(importlib.util.find_spec(name).submodule_search_locations[0])


def stand_alone(name, folder):
    """Start a part in a folder that has only the chassis and itself."""
    away = [str(ROOT), str(ROOT / "services")]
    code = ALONE.format(beside=str(folder), away=away, name=name, ours=SOURCES)
    env = {"PATH": "", "DATA_DIR": str(folder / "data")}
    return subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=folder, env=env, capture_output=True, text=True
    )


@pytest.fixture
def beside(tmp_path):
    shutil.copytree(source("chassis"), tmp_path / "chassis")
    return tmp_path


@pytest.mark.parametrize("name", PARTS)
def test_a_part_stands_alone(name, beside):
    shutil.copytree(source(name), beside / name)
    done = stand_alone(name, beside)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("import ideas.domain", "No module named 'ideas'"),
        ("import_module('ideas.events')", "No module named 'ideas'"),
        ("import gateway", "No module named 'gateway'"),
        ("import services.ideas", "No module named 'services'"),
        ("import samskab.parts", "No module named 'samskab'"),
        ("sys.modules['notifications'] = sys", "imports a stranger"),
    ],
)
def test_one_that_leans_on_another_is_found_out(does, told, beside):
    (beside / "library").mkdir()
    (beside / "library" / "__init__.py").touch()
    (beside / "library" / "app.py").write_text(
        "import sys\nfrom importlib import import_module\n"
        f"def create_app():\n    {does}\n"
        "def create_work():\n    return []\n"
    )
    done = stand_alone("library", beside)
    assert done.returncode != 0
    assert told in done.stderr


def test_one_that_leans_on_nobody_is_let_through(beside):
    (beside / "library").mkdir()
    (beside / "library" / "__init__.py").touch()
    (beside / "library" / "app.py").write_text(
        "import chassis.errors\ndef create_app(): ...\ndef create_work(): return []\n"
    )
    done = stand_alone("library", beside)
    assert done.returncode == 0, done.stderr
