"""Who somebody is in a collaboration stays: a perspective is chosen once (rules 1 and 5), an agreement in force holds."""

from lms.curriculum.triggers import Trigger, lasting, refusal
from lms.studio.triggers.sql import lock, stands_in

PARTNER = "a partner stays who they are"
AGREED = "an agreement in force is not rewritten"
ANSWERED = "a deputy answers for who named them, while they pause"
# Leaving and what somebody reads decide which sign-offs count.
_DECIDES = (
    "IF NEW.left_at IS DISTINCT FROM OLD.left_at OR CAST(NEW.reads AS TEXT) <> CAST(OLD.reads AS TEXT) THEN\n    "
    + lock("OLD.collaboration_id")
    + "END IF;\n  "
)
# SQLite's REPLACE asks no delete trigger.
_REPLACED = refusal(
    "agreement_versions_no_replace",
    "agreement_versions",
    "BEFORE INSERT",
    AGREED,
    condition="EXISTS (SELECT 1 FROM agreement_versions AS old WHERE old.in_force_at IS NOT NULL AND (old.id = NEW.id"
    " OR (old.collaboration_id = NEW.collaboration_id AND old.number = NEW.number)))",
)
_NO_DEPUTY = f"NEW.by_deputy_id IS NOT NULL AND NOT {stands_in('NEW.partner_id', 'NEW.by_deputy_id')}"

TRIGGERS = (
    refusal(
        "partners_stay",
        "partners",
        "BEFORE UPDATE",
        PARTNER,
        condition=(
            "NEW.id <> OLD.id OR NEW.perspective <> OLD.perspective OR NEW.person_id <> OLD.person_id"
            " OR NEW.collaboration_id <> OLD.collaboration_id"
        ),
        lock=_DECIDES,
    ),
    *lasting(
        "partners",
        PARTNER,
        "EXISTS (SELECT 1 FROM partners AS old WHERE old.id = NEW.id"
        " OR (old.collaboration_id = NEW.collaboration_id AND old.person_id = NEW.person_id))",
    ),
    refusal(
        "agreement_versions_stay",
        "agreement_versions",
        "BEFORE UPDATE OF id, collaboration_id, number, model, is_end, in_force_at, dropped_at",
        AGREED,
        condition="OLD.in_force_at IS NOT NULL",
    ),
    refusal(
        "agreement_versions_last",
        "agreement_versions",
        "BEFORE DELETE",
        AGREED,
        condition="OLD.in_force_at IS NOT NULL",
    ),
    Trigger(_REPLACED.name, _REPLACED.table, _REPLACED.sqlite, ""),
    refusal("agreement_answers_whose", "agreement_answers", "BEFORE INSERT", ANSWERED, condition=_NO_DEPUTY),
    refusal(
        "agreement_answers_whose_now",
        "agreement_answers",
        "BEFORE UPDATE OF partner_id, yes, answered_at, by_deputy_id",
        ANSWERED,
        condition=_NO_DEPUTY,
    ),
)
