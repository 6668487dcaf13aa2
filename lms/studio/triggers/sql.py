"""Conditions the triggers share, as SQL both databases understand.

`c` is a candidate, `t` one of its texts. JSON is compared as the text it was stored as: a changed byte is a change.
"""

# ruff: noqa: S608 (our own names, nothing from outside)

MODEL = """(
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    )"""
IN_FORCE = """EXISTS (
      SELECT 1 FROM collaborations co JOIN agreements a ON a.id = co.agreement_id
      JOIN lessons l ON l.module_id = a.module_id AND l.module_id = co.module_id
      WHERE co.id = c.collaboration_id AND l.id = c.lesson_id AND co.ended_at IS NULL AND a.ended_at IS NULL
    )"""
NO_HOLD = "NOT EXISTS (SELECT 1 FROM holds h WHERE h.lesson_id = c.lesson_id AND h.ended_at IS NULL)"
ONE_TEXT = "s.text_id = t.id AND s.digest = t.digest"
ANY_TEXT = "s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id)"


def reads(partner: str, language: str) -> str:
    """Tell whether a partner said they read a language."""
    return f"replace(CAST({partner}.reads AS TEXT), '\"' || {language} || '\"', '') <> CAST({partner}.reads AS TEXT)"


def active(perspective: str) -> str:
    """Count the partners of a perspective who are there."""
    return f"""(
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = '{perspective}'
    )"""


def signed(texts: str, perspective: str = "") -> str:
    """Count the people who signed: hands, so that a deputy who signs for two is one."""
    of = f" AND p.perspective = '{perspective}'" if perspective else ""
    language = "(SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id)"
    return f"""(
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE {texts} AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND {reads("p", language)}{of}
    )"""


def both_signed(texts: str, lived: int = 1) -> str:
    """Tell whether both perspectives signed."""
    return f"({signed(texts, 'lived_experience')} >= {lived} AND {signed(texts, 'professional')} >= 1)"


def enough(status: str, texts: str) -> str:
    """Tell whether there are the people and the sign-offs that a status needs. It follows from who is there, never from a wish."""
    lived, professional = active("lived_experience"), active("professional")
    return f"""(
      {professional} >= 1 AND (
        ({status} = 'co_production' AND {MODEL} = 'co_production' AND {lived} >= 2 AND {both_signed(texts, 2)})
        OR ({status} = 'co_creation' AND {MODEL} = 'co_production' AND {lived} = 1 AND {both_signed(texts)})
        OR ({status} = 'co_creation' AND {MODEL} = 'co_creation' AND {lived} >= 1 AND {signed(texts)} >= 1)
      )
    )"""


def stands_in(partner: str, deputy: str) -> str:
    """Tell whether somebody may act for a partner: named by them, while they pause, from the same perspective (rule 11)."""
    return f"""EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = {partner} AND deputy.id = {deputy} AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    )"""


def lock(collaboration: str) -> str:
    """Return what makes PostgreSQL take a collaboration's row; `collaboration` is its id."""
    return f"PERFORM 1 FROM collaborations WHERE id = {collaboration} FOR UPDATE;\n  "
