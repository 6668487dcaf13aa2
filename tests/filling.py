"""Filling in a page's forms as somebody without scripts would: from the HTML alone."""

from xml.etree.ElementTree import Element

import html5lib

LEFT_ALONE = ("/pass", "/leave-out", "/again", "/start", "/-/read", "/logout")


def fill_in(client, address, *, rounds=12):
    """Answer what the page at `address` asks, again and again until it asks nothing new."""
    sent = set()
    for _round in range(rounds):
        page = html5lib.parse(client.get(address).get_data(as_text=True), namespaceHTMLElements=False)
        waiting = [form for form in page.iter("form") if _is_question(form) and _key(form) not in sent]
        if not waiting:
            return
        for form in waiting:
            sent.add(_key(form))
            answer = client.post(form.get("action"), data=_answers(form))
            assert answer.status_code == 302, f"{form.get('action')}: {answer.status_code}"


def _is_question(form: Element) -> bool:
    return form.get("method") == "post" and "/-/" in form.get("action") and not form.get("action").endswith(LEFT_ALONE)


def _key(form: Element) -> tuple[str, ...]:
    fields = {field.get("name"): field.get("value") for field in form.iter("input")}
    return (form.get("action"), *(fields.get(name) or "" for name in ("question", "moment", "node")))


def _answers(form: Element) -> dict[str, str]:
    answers = {}
    for field in form.iter("input"):
        if field.get("type") in (None, "text"):
            answers[field.get("name")] = "Trust"
        elif field.get("type") == "hidden" or field.get("name") not in answers:
            answers[field.get("name")] = field.get("value")
    for field in form.iter("textarea"):
        answers[field.get("name")] = "I would ask first, and write it down together."
    for number, field in enumerate(form.iter("select")):
        options = [option.get("value", option.text) for option in field.iter("option")]
        answers[field.get("name")] = options[1 + number % (len(options) - 1)]
    return answers
