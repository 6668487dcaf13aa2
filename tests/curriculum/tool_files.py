"""A practice tool in files, every kind of field in it."""

from tests.curriculum.source_files import replace

STRUCTURE = """- id: planner
  kind: tool
  tool: t5
  keeps: account
  fields:
  - id: part
    kind: section
  - id: when
    kind: line
  - id: task
    kind: lines
  - id: model
    kind: choice
    options: [a, b]
  - id: signs
    kind: ticks
    options: [s1, s2, s3]
  - id: weight
    kind: scale
    least: 0
    most: 10
  - id: plan
    kind: table
    columns: [{id: what, kind: line}, {id: how, kind: lines}, {id: ok, kind: choice, options: [y, l, n]}, {id: done, kind: tick}]
    rows: 3
    shown: lights
    examples:
      into: how
      kinds: [time, place]
      groups:
      - id: any
        of: {later: time, lamp: place}
      - id: shop
        of: {far-till: place}
  - id: check
    kind: table
    columns: [{id: score, kind: scale, least: 1, most: 5}]
    rows: [goal, respect]
    shown: heat
  - id: total
    kind: sum
    of: [weight, check.score]
"""
TEXT = """::: tool planner
title: A planner
intro: |
  What it is *for*.

  How to use it [@S001 6.2].
fields:
  part:
    label: The work
    hint: Begin with one task.
  when:
    label: When
  task:
    label: Which task
    hint: One is **enough** [@E02].
  model:
    label: Which model
    options:
      a: Together
      b: Alone
  signs:
    label: Which signs
    options:
      s1: Tired
      s2: Late
      s3: Quiet
  weight:
    label: How much
    low: Nothing
    high: Everything
  plan:
    label: What we try
    columns:
      what:
        label: What
        hint: In a few words.
      how:
        label: How
      ok:
        label: Agreed
        options:
          y: 'Yes'
          l: Later
          n: 'No'
      done:
        label: Done
    examples:
      kinds:
        time: Time
        place: Place
      groups:
        any: Everywhere
        shop: Shop
      of:
        later: Begin an hour later
        lamp: A lamp of one's own
        far-till: The till farthest from the door
  check:
    label: How is it
    columns:
      score:
        label: Score
        low: Not there
        high: All there
    rows:
      goal: Shared goal
      respect: Mutual respect
  total:
    label: In all
after: Low is not bad.
:::
"""


def with_tool(folder):
    """Put the tool at the end of the small curriculum's lesson, in both languages."""
    lesson = folder / "first" / "t1-all"
    path = lesson / "lesson.yaml"
    path.write_text(path.read_text() + STRUCTURE)
    for language in ("en", "da"):
        path = lesson / f"lesson.{language}.md"
        path.write_text(f"{path.read_text()}\n{TEXT}")
    return folder


def spoil(folder, old, new, file="lesson.yaml"):
    replace(folder / "first" / "t1-all" / file, old, new)
