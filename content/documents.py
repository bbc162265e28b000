"""Reads one YAML file and remembers where everything stands, because a fault without a line costs an author time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from content.problems import Problem

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Location = tuple[int | str, ...]


@dataclass(frozen=True)
class Document:
    """A parsed file. `file` is the path shown to authors, `relative` the path below the content root."""

    file: Path
    relative: Path
    data: Any
    node: yaml.Node | None = None

    def line(self, location: Location = ()) -> int:
        """Line, from 1, of the key or list item at `location`; of the nearest thing around it when it is missing."""
        if self.node is None:
            return 1
        return line_in(self.node, location)

    def problem(self, reason: str, location: Location = ()) -> Problem:
        """A problem of this file at `location`."""
        return Problem(self.file, self.line(location), reason)


def line_in(node: yaml.Node, location: Location) -> int:
    """Line, from 1, of what `location` leads to inside `node`, as far as it can be followed."""
    line = node.start_mark.line + 1
    current: yaml.Node = node
    for part in location:
        found = _step(current, part)
        if found is None:
            break
        line, current = found
    return line


def _step(node: yaml.Node, part: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item = node.value[part]
        return item.start_mark.line + 1, item
    return None


def read(root: Path, path: Path) -> tuple[Document, list[Problem]]:
    """Read `path`, below the content folder `root`. `data` of the document is None when it cannot be used."""
    relative = path.relative_to(root)
    file = Path(root.name) / relative
    try:
        loader = Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except UnicodeDecodeError:
        return Document(file, relative, None), [Problem(file, 1, "not UTF-8 (save the file as UTF-8)")]
    except (yaml.YAMLError, ValueError) as error:
        return Document(file, relative, None), [_syntax_problem(file, error)]
    document = Document(file, relative, data, node)
    problems = [Problem(file, *twice) for twice in _duplicate_keys(node)] if node is not None else []
    if data is None:
        problems.append(Problem(file, 1, "empty file (fill it or remove it)"))
    return document, problems


def _syntax_problem(file: Path, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error)
    line = mark.line + 1 if mark else 1
    return Problem(file, line, f"not valid YAML: {what} (check indentation, and quote texts that hold ': ' or ' #')")


def _duplicate_keys(node: yaml.Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.start_mark.line + 1, f"key {key.value!r} stands here twice (keep one)"
            seen.add(key.value)
            yield from _duplicate_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _duplicate_keys(item)
