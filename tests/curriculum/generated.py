"""Lessons as hypothesis makes them up: any words, any ids, every kind of block."""

import unicodedata

from hypothesis import strategies as st

from lms.curriculum.reading.curriculum import Curriculum, SourceLesson, SourceModule

LANGUAGES = ("en", "da")
SOURCES = {
    "S001": {
        "title": {"en": "A report", "da": "En rapport"},
        "short": {"en": "Report", "da": "Rapporten"},
        "publisher": None,
        "year": "2017",
        "url": None,
        "looked_up": None,
    }
}
REVIEW = {"by": "2027-05-22", "role": "editor"}

ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
letters = st.characters(codec="utf-8", categories=["L", "N", "P", "S"], exclude_characters="<>[]#=-:`|\\&")
marks = st.sampled_from(
    ["'", '"', ": ", " #", "- ", "\u2013 ", "*", "{", "}", ",", "?", "!", "%", "@", "true", "null", "2017", "no"]
)
words = st.lists(letters | marks, min_size=1, max_size=12).map("".join)


def _clean(text):
    return unicodedata.normalize("NFC", text).strip()


lines = words.map(_clean).filter(lambda text: text and text == _clean(text) and not text.startswith("#"))
paragraphs = st.lists(lines, min_size=1, max_size=3).map("\n\n".join)
prose = paragraphs.map(lambda text: f"So {text}")  # begins like a sentence, so that it is no list and no directive
label = lines.filter(lambda text: len(text) <= 200)


def some_ids(least=1, most=4):
    return st.lists(ids.filter(lambda name: name != "between"), min_size=least, max_size=most, unique=True)


@st.composite
def each(draw, names, value):
    return {name: draw(value) for name in names}


@st.composite
def text_block(draw):
    heading = draw(st.none() | label)
    return {"kind": "text"}, lambda: ({"heading": heading} if heading else {}) | {"body": draw(prose)}


@st.composite
def facts_block(draw):
    names = draw(some_ids())
    facts = [{"id": name, "who": "research", "as_of": "2013\u20132015", "sources": ["S001 6.2"]} for name in names]
    return {"kind": "facts", "facts": facts}, lambda: {"facts": draw(each(names, prose))}


@st.composite
def case_block(draw):
    names = draw(some_ids())
    return {"kind": "case", "steps": names}, lambda: {"heading": draw(label), "steps": draw(each(names, prose))}


@st.composite
def dilemma_block(draw):
    names = draw(some_ids(2))
    side = st.fixed_dictionaries({"label": label, "argument": paragraphs})

    def text():
        shown = {"title": draw(label), "question": draw(lines)}
        return shown | {"sides": draw(each(names, side)), "closing": draw(paragraphs)}

    return {"kind": "dilemma", "sides": names}, text


@st.composite
def reflection_block(draw):
    return {"kind": "reflection"}, lambda: {"body": draw(prose)}


@st.composite
def quiz_block(draw):
    options, left, right = draw(some_ids(2)), draw(some_ids(2)), draw(some_ids(2))
    pairs = [[name, right[place % len(right)]] for place, name in enumerate(left)]
    used = list(dict.fromkeys(name for _, name in pairs))
    extra = [name for name in right if name not in used]
    questions = [
        {"id": "q1", "kind": "multiple", "options": options, "right": options[:1]},
        {"id": "q2", "kind": "true_false", "right": ["true"]},
        {"id": "q3", "kind": "ordering", "options": options},
        {"id": "q4", "kind": "matching", "pairs": pairs} | ({"extra": extra} if extra else {}),
        {"id": "q5", "kind": "short_text"},
    ]
    option = st.fixed_dictionaries({"text": lines, "feedback": paragraphs})
    feedback = st.fixed_dictionaries({"right": paragraphs, "wrong": paragraphs})

    def text():
        return {
            "q1": {"stem": draw(lines), "options": draw(each(options, option))},
            "q2": {"stem": draw(lines), "options": draw(each(["true", "false"], option))},
            "q3": {
                "stem": draw(lines),
                "options": draw(each(options, st.fixed_dictionaries({"text": lines}))),
                "feedback": draw(feedback),
            },
            "q4": {
                "stem": draw(lines),
                "left": draw(each(left, lines)),
                "right": draw(each(used + extra, lines)),
                "feedback": draw(feedback),
            },
            "q5": {
                "stem": draw(lines),
                "accepted": ["word", *draw(st.lists(label, max_size=3))],
                "model_answer": draw(paragraphs),
                "feedback": {"right": draw(paragraphs), "other": draw(paragraphs)},
            },
        }

    return {"kind": "quiz", "questions": questions}, text


@st.composite
def scenario_block(draw):
    choices = draw(some_ids(1, 3))
    value = draw(ids)
    effects = [{"value": value, "add": draw(st.integers(-3, 3))}]
    nodes = [
        {"id": "n-0", "choices": [{"id": name, "effects": effects, "to": [{"to": "n-1"}]} for name in choices]},
        {"id": "n-1", "slider": [{"to": "early", "when": {"chose": f"n-0.{choices[0]}"}}, {"to": "end"}]},
    ]
    endings = [
        {"id": "early", "when": {"chose": f"n-0.{choices[0]}"}, "retry": "n-0", "sources": ["S001 7"]},
        {"id": "late", "retry": "n-1", "sources": []},
    ][: 2 if len(choices) > 1 else 1]
    if len(endings) == 1:
        del endings[0]["when"]
    choice = st.fixed_dictionaries({"label": lines, "consequence": paragraphs})
    ending = st.fixed_dictionaries(
        {"title": label, "noticed": paragraphs, "frame": paragraphs, "builds_on": paragraphs}
    )

    def text():
        slider = {"text": draw(paragraphs), "low": draw(label), "high": draw(label), "consequence": draw(paragraphs)}
        return {
            "title": draw(label),
            "intro": draw(paragraphs),
            "role": draw(paragraphs),
            "values": {value: draw(label)},
            "nodes": {"n-0": {"text": draw(paragraphs), "choices": draw(each(choices, choice))}, "n-1": slider},
            "endings": draw(each([made["id"] for made in endings], ending)),
        }

    values = [{"id": value, "start": 4, "min": 0, "max": 10}]
    return {"kind": "scenario", "values": values, "start": "n-0", "nodes": nodes, "endings": endings}, text


@st.composite
def tool_block(draw):
    first, second, options, rows = (draw(some_ids()) for _ in range(4))
    columns = [{"id": name, "kind": "choice", "options": options} for name in second]
    kinds = {
        "line": {},
        "ticks": {"options": options},
        "scale": {"least": 1, "most": 5},
        "table": {"columns": columns, "rows": draw(st.sampled_from([3, rows]))},
    }
    fields = [
        {"id": name, "kind": kind} | kinds[kind] for name in first for kind in [draw(st.sampled_from(sorted(kinds)))]
    ]

    def said(field):
        made = {"label": draw(label)} | ({"hint": draw(lines)} if draw(st.booleans()) else {})
        made |= {"options": draw(each(options, label))} if "options" in field else {}
        made |= {"low": draw(label), "high": draw(label)} if "least" in field else {}
        if "columns" in field:
            made["columns"] = {column["id"]: said(column) for column in field["columns"]}
        return made | ({"rows": draw(each(rows, label))} if isinstance(field.get("rows"), list) else {})

    def text():
        made = {"title": draw(label), "intro": draw(paragraphs)}
        made |= {"fields": {field["id"]: said(field) for field in fields}}
        return made | ({"after": draw(paragraphs)} if draw(st.booleans()) else {})

    return {"kind": "tool", "keeps": "account", "fields": fields}, text


KINDS = (text_block, facts_block, case_block, dilemma_block, reflection_block, quiz_block, scenario_block, tool_block)


@st.composite
def curricula(draw):
    """Return a curriculum of one generated lesson."""
    names = draw(some_ids(1, 5))
    made = [draw(draw(st.sampled_from(KINDS))()) for _ in names]
    noted = draw(st.booleans())
    blocks = []
    for name, (structure, _) in zip(names, made, strict=True):
        head = {"id": name, "kind": structure["kind"]} | ({"content_note": True} if noted else {})
        blocks.append(head | {key: part for key, part in structure.items() if key != "kind"})
    texts = {
        language: {"title": draw(label), "summary": draw(lines)}
        | ({"content_notes": draw(each(names, label))} if noted else {})
        | {"blocks": {name: text() for name, (_, text) in zip(names, made, strict=True)}}
        for language in LANGUAGES
    }
    lesson = SourceLesson("t1-one", {"minutes": 10, "review": REVIEW, "blocks": blocks}, texts, {})
    structure = {"code": "t1", "level": "basic", "audiences": [], "prerequisites": [], "pass_mark": 80}
    structure |= {"review": REVIEW, "lessons": ["t1-one"]}
    text = {
        "title": "T",
        "summary": draw(lines),
        "for_whom": draw(paragraphs),
        "objectives": [draw(lines)],
        "made": "M.",
    }
    programme = [
        {
            "code": "t1",
            "slug": "first",
            "level": "basic",
            "minutes": 10,
            "title": {"en": draw(label), "da": draw(label)},
        }
    ]
    return Curriculum(programme, SOURCES, (SourceModule("first", structure, {"en": text, "da": text}, (lesson,)),))
