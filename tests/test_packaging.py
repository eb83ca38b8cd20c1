"""What is carried to a machine without a network: the wheelhouse, what installs from it, the Debian package."""

import fcntl
import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = Path("/usr/bin/python3")
"""The system's own, which a package of the system goes by."""


def run(*words: str | Path, env: dict[str, str] | None = None) -> str:
    """stdout; a program that fails says why."""
    done = subprocess.run([str(word) for word in words], env=env, capture_output=True, text=True, check=False, timeout=200)
    assert done.returncode == 0, (words, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout


@pytest.fixture(scope="session")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once for all processes of the tests, by the interpreter of the system if that is of the same version."""
    folder = tmp_path_factory.getbasetemp().parent / "wheelhouse"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "whole").exists():
            run(ROOT / "packaging/wheelhouse", folder, env={**os.environ, "PYTHON": sys.executable})
            (folder / "whole").touch()
    return folder


def offline(wheelhouse: Path, home: Path) -> dict[str, str]:
    """An environment in which pip, uv and pipx know the folder and nothing else, and have never run before."""
    foreign = ("PIP_", "UV_", "PIPX_", "VIRTUAL_ENV", "XDG_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "HOME": str(home), "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheelhouse),
            "UV_OFFLINE": "1", "UV_NO_INDEX": "1", "UV_FIND_LINKS": str(wheelhouse), "UV_PYTHON_DOWNLOADS": "never",
            "UV_NO_CONFIG": "1", "UV_TOOL_BIN_DIR": str(home / "uv"),
            "PIPX_BIN_DIR": str(home / "pipx"), "PIPX_HOME": str(home / "px"), "CAMPAIGN_CONFIG": os.devnull}


def works(program: Path, env: dict[str, str]) -> None:
    assert run(program, "--version", env=env).startswith("campaign ")
    assert "L24" in run(program, "demo", env=env)


def test_all_ways_of_installing_work_from_a_wheelhouse_without_a_network(wheelhouse: Path, tmp_path: Path) -> None:
    env = offline(wheelhouse, tmp_path)
    (sdist,), (wheel,) = wheelhouse.glob("campaign-*.tar.gz"), wheelhouse.glob("campaign-*.whl")
    run(sys.executable, "-m", "venv", tmp_path / "venv", env=env)
    run(tmp_path / "venv/bin/pip", "install", "-q", sdist, env=env)
    works(tmp_path / "venv/bin/campaign", env)
    run(Path(sys.executable).parent / "uv", "tool", "install", "--python", sys.executable, "campaign[excel,docx]", env=env)
    works(tmp_path / "uv/campaign", env)
    run(sys.executable, "-m", "pipx", "install", wheel, env=env)
    works(tmp_path / "pipx/campaign", env)


@pytest.mark.skipif(shutil.which("dpkg-deb") is None or not PYTHON.exists(), reason="no Debian")
def test_the_debian_package_installs_works_and_leaves_nothing(wheelhouse: Path, tmp_path: Path) -> None:
    version = "import sys; print(sys.version_info[:2])"
    same = run(PYTHON, "-c", version) == run(sys.executable, "-c", version)
    env = {**os.environ, "PYTHON": str(PYTHON if same else sys.executable)}
    package = Path(run(ROOT / "packaging/deb", wheelhouse, tmp_path / "made", env=env).strip())
    told = run("dpkg-deb", "--field", package)
    assert "Package: campaign" in told and f"python3 (<< 3.{sys.version_info[1] + 1})" in told

    root = tmp_path / "root"
    (root / "var/lib/dpkg/info").mkdir(parents=True)
    (root / "var/lib/dpkg/updates").mkdir()
    (root / "var/lib/dpkg/status").touch()
    dpkg = ("dpkg", f"--root={root}", "--force-not-root", "--force-depends", f"--log={os.devnull}")
    empty = {path for path in root.rglob("*") if "var" not in path.relative_to(root).parts}
    run(*dpkg, "--install", package)
    for file in (root / "opt/campaign/bin").iterdir():
        if not file.is_symlink():
            assert str(tmp_path).encode() not in file.read_bytes(), f"{file.name} knows where it was made"
    assert (root / "usr/bin/campaign").readlink() == Path("/opt/campaign/bin/campaign")
    own = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "CAMPAIGN_LANG": "zh"}
    python = root / "opt/campaign/bin/python"
    assert "L24" in run(python, "-m", "campaign", "demo", env=own)
    assert f"#!{root}/opt/campaign/bin/python" in run(python, "-m", "campaign", "server", "setup", env=own)
    share = root / "usr/share"
    for place, head in (("man1", "EXIT CODES"), ("zh_CN/man1", "退出码")):
        assert head in gzip.decompress((share / "man" / place / "campaign.1.gz").read_bytes()).decode()
    for place in ("bash-completion/completions/campaign", "zsh/vendor-completions/_campaign",
                  "fish/vendor_completions.d/campaign.fish"):
        assert "_CAMPAIGN_COMPLETE" in (share / place).read_text()
    run(*dpkg, "--purge", "campaign")
    assert {path for path in root.rglob("*") if "var" not in path.relative_to(root).parts} == empty
