"""Every setting in one place, so that a wrong value stops the start with one clear line."""

import difflib
import os
import secrets
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "WEGWIJS_"
INTERNAL = {"WEGWIJS_ACTIONS_URL", "WEGWIJS_ENGINE_SECRET", "WEGWIJS_ENGINE_URL"}
"""Variables the launcher sets for its own children."""


class SettingsError(Exception):
    """A setting is unknown or has a wrong value; the message says which and how to mend it."""


class Settings(BaseSettings):
    """What a school can set, by environment variable or in a `.env` file. The README's table lists the same names."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", validate_default=True)

    database_url: str = Field("", description="Where conversations are kept. Default: SQLite in the var folder.")
    var_dir: Path = Field(Path("var"), description="Folder for the database, models, logs and the generated key.")
    host: str = Field("127.0.0.1", description="Address the service listens on.")
    port: int = Field(8080, ge=1, le=65535, description="Port the service listens on.")
    public_url: str = Field("", description="Address people use, for links in notices and the webhook.")
    school: str = Field("voorbeeld-nl", description="Folder name in content/schools/.")
    secret_key: SecretStr = Field(
        SecretStr(""), description="Encrypts messages. Default: made once, in the var folder."
    )
    telegram_token: SecretStr | None = Field(None, description="Token of the Telegram bot. Without it Telegram is off.")
    telegram_api_url: str = Field("https://api.telegram.org", description="Bot API server; set it for a local one.")
    telegram_mode: Literal["polling", "webhook"] = Field("polling", description="How updates arrive.")
    smtp_url: SecretStr | None = Field(None, description="Mail server, as smtp://user:password@host:587.")
    mail_from: str = Field("wegwijs@localhost", description="Sender of notices to mentors.")
    second_look: bool = Field(
        True, description="An urgent case closes only after a second mentor looked. Off for a school with one mentor."
    )
    widget_origins: str = Field("", description="Other sites whose pages hold the widget, separated by spaces.")
    engine_timeout: float = Field(8.0, gt=0, le=60, description="Seconds the dialogue engine may take for one answer.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and not url.startswith(("sqlite:///", "postgresql+psycopg://", "postgresql://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @field_validator("public_url", "telegram_api_url")
    @classmethod
    def _http_url(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return url.rstrip("/")

    @property
    def var(self) -> Path:
        """The var folder, absolute."""
        return self.var_dir if self.var_dir.is_absolute() else ROOT / self.var_dir

    @property
    def database(self) -> str:
        """The database's SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.var / 'wegwijs.db'}"

    @property
    def address(self) -> str:
        """Where people reach the service, without a slash at the end."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def origins(self) -> tuple[str, ...]:
        """The sites, besides our own, whose pages may hold the widget."""
        return tuple(self.widget_origins.split())

    def key(self) -> str:
        """The secret key; made once with 256 random bits and kept readable for the owner only."""
        if value := self.secret_key.get_secret_value():
            return value
        path = self.var / "secret_key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(32))
        return path.read_text().strip()


def load_settings() -> Settings:
    """Reads the settings.

    Raises:
        SettingsError: a name is unknown, or a value is wrong.
    """
    _refuse_unknown_names()
    try:
        return Settings()
    except ValidationError as error:
        problem = error.errors()[0]
        name = PREFIX + str(problem["loc"][0]).upper()
        reason = problem["msg"].removeprefix("Value error, ")
        raise SettingsError(
            f"setting {name} has a wrong value: {reason}. See the settings table in README.md."
        ) from None


def _refuse_unknown_names() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | INTERNAL
    for name in sorted(set(os.environ) | _env_file_names()):
        if name.startswith(PREFIX) and name not in known:
            close = difflib.get_close_matches(name, known, 1)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise SettingsError(f"unknown setting {name}.{hint} See the settings table in README.md.")


def _env_file_names() -> set[str]:
    path = Path(".env")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line.split("=", 1)[0].removeprefix("export ").strip() for line in lines if "=" in line}
