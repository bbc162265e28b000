"""Every setting stands in the README's table, and the table names no setting that is gone."""

import re
from pathlib import Path

from ops.settings import PREFIX, Settings

README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_settings_table_is_complete() -> None:
    documented = set(re.findall(rf"^\| `({PREFIX}\w+)`", README.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert documented == {PREFIX + name.upper() for name in Settings.model_fields}
