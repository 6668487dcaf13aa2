"""What a form's buttons do to a block's structure. Words are left alone: whatever goes can come back with them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from lms.core.errors import DomainError
from lms.curriculum.blocks import QuestionKind
from lms.curriculum.reading.questions import right_column
from lms.studio.block_forms.paths import value_at, with_value
from lms.studio.starting import new_choice, new_fact, new_question, new_scene

Json = dict[str, Any]
MOST = 30
_LISTS = {
    "fact": "facts", "step": "steps", "side": "sides", "question": "questions", "ending": "endings",
    "scene": "nodes", "scale": "nodes", "value": "values",
}  # fmt: skip
_PREFIXES = {
    "fact": "f", "step": "step", "side": "side", "question": "q", "scene": "n", "scale": "n", "value": "value"
}  # fmt: skip


def shaped(structure: Mapping[str, Any], act: str, used: set[str]) -> tuple[Json, str]:
    """Return the structure after `act` (such as `add.fact`), and the part to open next, if one is new.

    `used` are names that new things may not get, because words under them are kept. Raises DomainError.
    """
    verb, thing, *names = act.split(".")
    whole = dict(structure)
    if verb == "add":
        return _added(whole, thing, names, used)
    if verb == "remove":
        return _removed(whole, thing, names), ""
    place, moved = _list_of(thing, names)
    if verb in ("up", "down") and place:
        return with_value(whole, place, _swapped(value_at(whole, place), moved, -1 if verb == "up" else 1)), ""
    return whole, ""


def known_names(part: Any) -> set[str]:
    """Return every key and id in a structure and its words."""
    if isinstance(part, Mapping):
        return {str(key) for key in part}.union(*(known_names(value) for value in part.values()))
    if isinstance(part, list):
        return set().union(*(known_names(value) for value in part))
    return {part} if isinstance(part, str) and len(part) <= 80 else set()


def _added(whole: Json, thing: str, names: list[str], used: set[str]) -> tuple[Json, str]:
    if thing in ("option", "left", "match") and names:
        return _added_to_question(whole, thing, names[0], used), ""
    if thing == "choice" and names:
        place = ("nodes", names[0], "choices")
        return _set(whole, place, _more(value_at(whole, place), new_choice(_new("", used)))), ""
    if thing == "ending":
        return _with_ending(whole, _new("ending", used))
    if thing in _PREFIXES:
        name = _new(_PREFIXES[thing], used)
        key = _LISTS[thing]
        made = _made(thing, name, names)
        opens = name if thing in ("scene", "scale", "question", "fact") else ""
        return _set(whole, (key,), _more(whole.get(key), made)), opens
    return whole, ""


def _made(thing: str, name: str, names: list[str]) -> Any:
    if thing in ("step", "side"):
        return name
    if thing == "fact":
        return new_fact(name)
    if thing == "question":
        return new_question(name, QuestionKind(names[0] if names else "single").value)
    if thing == "value":
        return {"id": name, "start": 5, "min": 0, "max": 10}
    return new_scene(name, slider=thing == "scale")


def _set(whole: Json, path: tuple[str, ...], value: Any) -> Json:
    made: Json = with_value(whole, path, value)
    return made


def _with_ending(whole: Json, name: str) -> tuple[Json, str]:
    """Put a new ending before the last one, which fits always. Until it has a rule it fits with no run."""
    endings = list(whole.get("endings", []))
    ending = {"id": name, "when": {"any": []}, "retry": whole.get("start", ""), "sources": []}
    return whole | {"endings": [*endings[:-1], ending, *endings[-1:]]}, name


def _added_to_question(whole: Json, thing: str, name: str, used: set[str]) -> Json:
    path = ("questions", name)
    question = value_at(whole, path)
    if question is None:
        return whole
    if thing == "option":
        return _set(whole, (*path, "options"), _more(question.get("options"), _new("", used)))
    if thing == "left":
        pair = [_new("l", used), right_column(question)[0]]
        return _set(whole, (*path, "pairs"), _more(question["pairs"], pair))
    return _set(whole, (*path, "extra"), _more(question.get("extra"), _new("r", used)))


def _removed(whole: Json, thing: str, names: list[str]) -> Json:
    if thing in ("option", "left", "match"):
        question = value_at(whole, ("questions", names[0])) or {}
        return _set(whole, ("questions", names[0]), _taken_out(question, thing, names[1]))
    place = ("nodes", names[0], "choices") if thing == "choice" else (_LISTS[thing],)
    made = _set(whole, place, [one for one in value_at(whole, place) or [] if _name(one) != names[-1]])
    return _ended(made) if thing == "ending" else made


def _taken_out(question: Json, thing: str, name: str) -> Json:
    if thing == "option":
        left = {key: [one for one in question.get(key, []) if one != name] for key in ("options", "right")}
        return question | {key: left[key] for key in left if key in question}
    extra = [one for one in question.get("extra", []) if thing == "left" or one != name]
    pairs = [pair for pair in question["pairs"] if thing == "match" or pair[0] != name]
    extra += sorted({right for _left, right in question["pairs"]} - {right for _left, right in pairs} - set(extra))
    made = {key: value for key, value in question.items() if key != "extra"} | {"pairs": pairs}
    return made | ({"extra": extra} if extra else {})


def _ended(whole: Json) -> Json:
    """Let the last ending fit always."""
    endings = whole["endings"]
    last = [{key: value for key, value in one.items() if key != "when"} for one in endings[-1:]]
    return whole | {"endings": [*endings[:-1], *last]}


def _list_of(thing: str, names: list[str]) -> tuple[tuple[str, ...], str]:
    if thing == "option":
        return ("questions", names[0], "options"), names[1]
    return ((_LISTS[thing],), names[0]) if thing in _LISTS and names else ((), "")


def _swapped(things: list[Any] | None, name: str, step: int) -> list[Any]:
    made = list(things or [])
    place = next((number for number, one in enumerate(made) if _name(one) == name), -1)
    if place < 0 or not 0 <= place + step < len(made):
        return made
    made[place], made[place + step] = made[place + step], made[place]
    if any(isinstance(one, Mapping) and "retry" in one for one in made):
        return _rules_in_place(made)
    return made


def _rules_in_place(endings: list[Any]) -> list[Any]:
    """Let the last ending have no rule; one that was last and is so no more waits for one."""
    first = [one if "when" in one else _with_rule(one) for one in endings[:-1]]
    return [*first, {key: value for key, value in endings[-1].items() if key != "when"}]


def _with_rule(ending: Mapping[str, Any]) -> Json:
    return {"id": ending["id"], "when": {"any": []}, **{key: ending[key] for key in ending if key != "id"}}


def _more(things: list[Any] | None, new: Any) -> list[Any]:
    if len(things or []) >= MOST:
        raise DomainError(_("There is room for %(most)s here. Nothing was added.", most=MOST))
    return [*(things or []), new]


def _name(one: Any) -> Any:
    return one["id"] if isinstance(one, Mapping) else one


def _new(prefix: str, used: set[str]) -> str:
    """Return a name nothing has had: a letter, or the prefix with a number."""
    letters = [] if prefix else list("abcdefghijklmnopqrstuvwxyz")
    numbered = (f"{prefix or 'o'}{number}" for number in range(1, 1_000))
    return next(name for name in (*letters, *numbered) if name not in used)
