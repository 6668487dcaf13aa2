"""Kinds of block that stand in one file each: how they are read, written, rendered and shown."""

from lms.curriculum.blocks import Kind
from lms.curriculum.kinds import cards, comparison, measure, picture, tool
from lms.curriculum.kinds.rules import Rules

NEW: dict[Kind, Rules] = {
    Kind.PICTURE: picture.RULES,
    Kind.COMPARISON: comparison.RULES,
    Kind.TOOL: tool.RULES,
    Kind.CARDS: cards.RULES,
    Kind.MEASURE: measure.RULES,
}
