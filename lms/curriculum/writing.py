"""The canonical form of content files: written so that reading and writing again changes no byte.

Keys in one order, lists of ids and small mappings in a line, texts of several lines after `|`, long lines whole.
"""

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from lms.core.i18n import LANGUAGES
from lms.curriculum.ingredients import INGREDIENTS
from lms.curriculum.kinds import NEW
from lms.curriculum.reading.curriculum import Curriculum, SourceLesson, SourceModule
from lms.curriculum.reading.deck import DRAWINGS, SourceDeck
from lms.curriculum.reading.glossary import NAME, SourceTerm

Json = dict[str, Any]
Keys = frozenset[str]
# Values under these keys stand in one line, by file.
_MODULE = frozenset({"audiences", "prerequisites", "review", "lessons", *INGREDIENTS})
_LESSON = frozenset(
    {
        "review",
        "slots",
        "sources",
        "sides",
        "steps",
        "options",
        "right",
        "pairs",
        "extra",
        "effects",
        "when",
        "to",
        "slider",
    }
).union(*(rules.in_line for rules in NEW.values()))
_TEXT: Keys = frozenset()
_SOURCES = frozenset({"short"})
_GLOSSARY = frozenset({"related", "sources", "review", "forms"})
# Values under these keys look like numbers and stay texts in quotes.
_QUOTED = {"as_of", "year", "looked_up"}
_NUMBER = re.compile(r"-?[0-9]+")  # what the reader takes for one, such as 08, which YAML itself does not
_TAG = "tag:yaml.org,2002:"
_YAML_BODIES = {"dilemma", "quiz", "scenario"} | {kind.value for kind in NEW}


def files(curriculum: Curriculum) -> dict[str, bytes]:
    """Return the folder `modules/` as paths and bytes."""
    made: dict[str, str | bytes] = {
        "programme.yaml": _programme(curriculum.programme),
        "sources.yaml": _yaml(dict(curriculum.sources), _SOURCES),
    }
    made |= _glossary(curriculum.glossary)
    for module in curriculum.modules:
        made |= _module_files(module)
    return {path: content.encode() if isinstance(content, str) else content for path, content in made.items()}


def write(curriculum: Curriculum, folder: Path) -> list[str]:
    """Write `folder`; return the paths of the files that have changed."""
    changed = []
    for path, content in files(curriculum).items():
        target = folder / path
        if target.exists() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        changed.append(path)
    return changed


def _glossary(terms: Mapping[str, SourceTerm]) -> dict[str, str]:
    if not terms:
        return {}
    texts = {code: {slug: term.texts[code] for slug, term in terms.items()} for code in LANGUAGES}
    made = {f"glossary.{code}.yaml": _yaml(text, _GLOSSARY) for code, text in texts.items()}
    return {NAME: _yaml({slug: term.structure for slug, term in terms.items()}, _GLOSSARY)} | made


def _module_files(module: SourceModule) -> dict[str, str | bytes]:
    made: dict[str, str | bytes] = {f"{module.slug}/module.yaml": _yaml(module.structure, _MODULE)}
    for code, text in module.texts.items():
        made[f"{module.slug}/module.{code}.yaml"] = _yaml(text, _TEXT)
    if module.cards is not None:
        made |= {f"{module.slug}/{name}": content for name, content in _deck(module.cards).items()}
    for lesson in module.lessons:
        made |= {f"{module.slug}/{lesson.slug}/{name}": content for name, content in lesson_files(lesson).items()}
    return made


def _deck(deck: SourceDeck) -> dict[str, str | bytes]:
    """Return a module's dialogue cards: each with its structure in a line, its words in a file per language."""
    themes = _yaml({"themes": deck.structure["themes"]}, frozenset({"themes"}))
    cards = "".join(f"- {_yaml(card, frozenset(), in_line=True)}" for card in deck.structure["cards"])
    made: dict[str, str | bytes] = {"cards.yaml": f"{themes}cards:\n{cards}"}
    made |= {f"cards.{code}.yaml": _yaml(text, _TEXT) for code, text in deck.texts.items()}
    return made | {f"{DRAWINGS}/{name}.svg": drawing for name, drawing in deck.drawings.items()}


def lesson_files(lesson: SourceLesson) -> dict[str, str | bytes]:
    """Return a lesson's files by their names in its folder."""
    structure = {key: lesson.structure[key] for key in ("minutes", "review", "slots") if key in lesson.structure}
    blocks = [_block(block) for block in lesson.structure["blocks"]]
    made: dict[str, str | bytes] = {"lesson.yaml": _yaml(structure | {"blocks": blocks}, _LESSON)}
    for code, text in lesson.texts.items():
        made[f"lesson.{code}.md"] = _text(lesson.structure, text)
    drawn = [block for block in lesson.structure["blocks"] if "svg" in block]
    made |= {f"drawings/{block['drawing']}.svg": block["svg"] for block in drawn}
    return made | {f"media/{name}": picture.content for name, picture in lesson.pictures.items()}


def _programme(entries: list[Json]) -> str:
    """Return the programme with each module in a line."""
    return "modules:\n" + "".join(f"- {_yaml(entry, frozenset(), in_line=True)}" for entry in entries)


def _block(block: Json) -> Json:
    """Return a block as `lesson.yaml` has it: mappings where the file has mappings, one way as one word."""
    if block["kind"] == "quiz":
        return block | {"questions": [_question(question) for question in block["questions"]]}
    if block["kind"] == "scenario":
        values = {value["id"]: {key: value[key] for key in ("start", "min", "max")} for value in block["values"]}
        return block | {"values": values, "nodes": [_node(node) for node in block["nodes"]]}
    if block["kind"] == "picture":  # the drawing is a file of its own
        return {key: value for key, value in block.items() if key != "svg"}
    return block


def _question(question: Json) -> Json:
    if question["kind"] == "true_false":
        return question | {"right": question["right"][0]}
    if question["kind"] == "matching":
        return question | {"pairs": dict(question["pairs"])}
    return question


def _node(node: Json) -> Json:
    if "slider" in node:
        return {"id": node["id"], "slider": {"to": _ways(node["slider"])}}
    return {"id": node["id"], "choices": [choice | {"to": _ways(choice["to"])} for choice in node["choices"]]}


def _ways(ways: list[Json]) -> str | list[Json]:
    return ways[0]["to"] if len(ways) == 1 else ways


def _text(structure: Json, text: Json) -> str:
    front = {key: text[key] for key in ("title", "summary", "content_notes", "slots") if key in text}
    parts = [f"---\n{_yaml(front, _TEXT)}---\n"]
    for block in structure["blocks"]:
        body = _body(block["kind"], text["blocks"][block["id"]])
        parts.append(f"::: {block['kind']} {block['id']}\n{body}:::\n")
    return "\n".join(parts)


def _body(kind: str, text: Json) -> str:
    if kind in _YAML_BODIES:
        return _yaml(text, _TEXT)
    heading = f"## {text['heading']}\n" if "heading" in text else ""
    if "body" in text:
        gap = "\n" if heading else ""
        return f"{heading}{gap}{text['body']}\n"
    parts = text["facts"] if "facts" in text else text["steps"]
    return heading + "".join(f":: {name}\n{words}\n" for name, words in parts.items())


def _yaml(value: Any, keys: Keys, *, in_line: bool = False) -> str:
    """Return `value` as YAML; what stands under `keys` in a line of its own."""
    stream = io.StringIO()
    node = _as_node(value, keys, in_line=in_line)
    yaml.serialize(node, stream, Dumper=_House, allow_unicode=True, width=float("inf"))
    return stream.getvalue()


class _House(yaml.SafeDumper):
    """A dumper for which a date is a text like any other (so it needs no quotes)."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML reads it from the class)
        letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for letter, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def _as_node(value: Any, keys: Keys, key: str = "", *, in_line: bool = False) -> yaml.Node:
    small = in_line or key in keys
    if isinstance(value, Mapping):
        small = small or set(value) == {"start", "min", "max"}
        pairs = [(_as_scalar(name), _as_node(part, keys, name, in_line=small)) for name, part in value.items()]
        return yaml.MappingNode(f"{_TAG}map", pairs, flow_style=small)
    if isinstance(value, list):
        parts = [_as_node(part, keys, in_line=small) for part in value]
        return yaml.SequenceNode(f"{_TAG}seq", parts, flow_style=small)
    return _as_scalar(value, key, in_line=in_line)


def _as_scalar(value: Any, key: str = "", *, in_line: bool = False) -> yaml.ScalarNode:
    if isinstance(value, str):
        several = "\n" in value and not in_line
        style = (
            "|" if several else "'" if (key in _QUOTED and value[:1].isdigit()) or _NUMBER.fullmatch(value) else None
        )
        return yaml.ScalarNode(f"{_TAG}str", f"{value}\n" if several else value, style=style)
    if value is None:
        return yaml.ScalarNode(f"{_TAG}null", "null")
    if isinstance(value, bool):
        return yaml.ScalarNode(f"{_TAG}bool", "true" if value else "false")
    return yaml.ScalarNode(f"{_TAG}int", str(value))
