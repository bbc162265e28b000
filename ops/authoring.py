"""Writes a new content file or block from a template, so that an author starts from something that is nearly right."""

import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from content.layout import kind_of_file
from content.library import Library
from content.loader import CONTENT_ROOT, collect
from content.schema import Country, PathType
from guidance.education.school_years import school_span, school_year
from ops.console import Failure

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TEMPLATES = CONTENT_ROOT / "templates"


def new_path(name: str, id: str, country: str, type: str, level: str, domain: str, root: Path = CONTENT_ROOT) -> Path:
    """Write a study path's file and return it. Raises Failure, naming the mend, for what cannot be right."""
    library = collect(root)[0]
    _one_of("country", country, ("nl", "vl"))
    _one_of("type", type, [one.value for one in PathType])
    levels = [entry.id for entry in library.structure.values() if entry.country == country]
    _one_of("level", level, levels)
    _one_of("domain", domain, library.domains)
    values = {"name": name, "country": country, "type": type, "level": level, "domain": domain}
    return _write(root, Path("study_paths") / country / f"{_new_id(library, id)}.yml", "path", id, values)


def new_profession(name: str, id: str, domain: str, root: Path = CONTENT_ROOT) -> Path:
    """Write a profession's file and return it. Raises Failure, naming the mend, for what cannot be right."""
    library = collect(root)[0]
    _one_of("domain", domain, library.domains)
    file = Path("professions") / f"{_new_id(library, id)}.yml"
    return _write(root, file, "profession", id, {"name": name, "domain": domain})


def new_entry(
    title: str, id: str, school: str, topic: str, root: Path = CONTENT_ROOT, today: date | None = None
) -> Path:
    """Add a block to a school's programme, valid for this school year, and return its file. Raises Failure."""
    library = collect(root)[0]
    _one_of("school", school, library.schools)
    _require_slug("topic", topic)
    own = library.schools[school]
    _require_slug("id", id)
    if id in {entry.id for entry in own.programme}:
        raise Failure(f"id {id!r} already stands in the programme of {school!r} (choose another with --id)")
    day = today or date.today()
    country = own.school.country
    span = school_span(school_year(day, country if country != Country.BOTH else Country.NL)[0], country)
    values = {"name": title, "valid_from": span.first, "valid_until": span.last}
    file = Path("schools") / school / "programme" / f"{topic}.yml"
    return _write(root, file, "entry", id, values, day)


def slug(name: str) -> str:
    """An id made of a name: lower case, without accents, words joined by hyphens; empty when nothing is left."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", letters))


def still_to_do(file: Path, root: Path = CONTENT_ROOT) -> list[str]:
    """What `content check` says about one file."""
    shown = Path(root.name) / file.relative_to(root)
    return [str(problem) for problem in collect(root)[1] if problem.file == shown]


def _write(
    root: Path, file: Path, template: str, id: str, values: Mapping[str, object], today: date | None = None
) -> Path:
    assert kind_of_file(file) is not None, f"{file} is a place no content lives in"
    environment = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters["yaml"] = lambda text: json.dumps(str(text).strip(), ensure_ascii=False)
    text = environment.get_template(f"{template}.yml.jinja").render(id=id, today=today or date.today(), **values)
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8").rstrip("\n") + "\n" if path.exists() else ""
    # A skeleton that was not filled in yet is no valid content, so the library does not know its id.
    if re.search(rf"^(- )?id: {re.escape(id)}$", before, re.M):
        raise Failure(f"id {id!r} already stands in {path} (fill that in, or choose another with --id)")
    path.write_text(before.lstrip("\n") + text, encoding="utf-8")
    return path


def _new_id(library: Library, id: str) -> str:
    _require_slug("id", id)
    if kind := library.kind_of(id):
        raise Failure(f"id {id!r} is already that of a {kind} (choose another with --id)")
    return id


def _require_slug(what: str, value: str) -> None:
    if not SLUG.fullmatch(value) or len(value) > 80:
        mend = f", such as {slug(value)!r}" if slug(value) else ""
        raise Failure(f"{what} {value!r} must be lower-case letters, digits and single hyphens{mend}")


def _one_of(what: str, value: str, known: Iterable[str]) -> None:
    choices = sorted(known)
    if value not in choices:
        close = difflib.get_close_matches(value, choices, n=1)
        mend = f"did you mean {close[0]!r}?" if close else f"choose from: {', '.join(choices)}"
        raise Failure(f"no {what} {value!r} ({mend})")
