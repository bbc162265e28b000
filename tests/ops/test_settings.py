"""A wrong or unknown setting stops the start with one line that says which, and how to mend it."""

import stat
from pathlib import Path

import pytest

from ops.settings import SettingsError, load_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEGWIJS_VAR_DIR", str(tmp_path / "var"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEGWIJS_PORT", "eighty"),
        ("WEGWIJS_PORT", "99999"),
        ("WEGWIJS_DATABASE_URL", "mysql://x"),
        ("WEGWIJS_PUBLIC_URL", "wegwijs.example"),
        ("WEGWIJS_TELEGRAM_MODE", "push"),
        ("WEGWIJS_ENGINE_TIMEOUT", "-1"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        load_settings()


def test_a_misspelt_name_is_refused_with_the_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJS_PROT", "8080")
    with pytest.raises(SettingsError, match="Did you mean WEGWIJS_PORT"):
        load_settings()


def test_a_misspelt_name_in_the_env_file_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("WEGWIJS_SCHOL=x\n")
    with pytest.raises(SettingsError, match="WEGWIJS_SCHOOL"):
        load_settings()


def test_the_generated_key_stays_the_same_and_is_private(tmp_path: Path) -> None:
    settings = load_settings()
    key = settings.key()
    assert len(key) >= 40
    assert load_settings().key() == key
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_a_plain_postgresql_address_gets_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJS_DATABASE_URL", "postgresql://db/wegwijs")
    assert load_settings().database == "postgresql+psycopg://db/wegwijs"
