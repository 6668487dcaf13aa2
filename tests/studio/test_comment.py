"""Partners talk in threads. Nobody edits or deletes another's words; one's own leave a trace."""

from sqlalchemy import select

from lms.core.db import db
from lms.studio.models import Comment, Mention, Notice, Thread
from lms.studio.operations import commenting
from tests.factories import a_person, browser
from tests.studio_factories import a_block
from tests.studio_talk_factories import Table


def begin(app, person, table, body="Is this so?", **arguments):
    path = f"/studio/-/drafts/{table.draft.id}/comments/new"
    return browser(app, person).post(
        path, data={"body": body, **arguments}, query_string={"block": "opening", "language": "en"}
    )


def told(kind):
    return set(db.session.scalars(select(Notice.partner_id).where(Notice.kind == kind)))


def ids(table, *people):
    return {table.partner(person).id for person in people}


def test_a_stranger_finds_no_conversation(app):
    table = Table()
    thread = table.thread()
    eve = browser(app, a_person("Eve Dahl"))
    assert eve.get(f"/studio/-/threads/{thread.id}").status_code == 404
    assert eve.post(f"/studio/-/threads/{thread.id}", data={"body": "Hello"}).status_code == 404
    assert eve.post(f"/studio/-/comments/{thread.comments[0].id}/withdraw").status_code == 404
    assert eve.get(f"/studio/-/drafts/{table.draft.id}/comments").status_code == 404
    assert begin(app, a_person("Ada Lund"), table).status_code == 404


def test_nothing_is_no_comment(app):
    table = Table()
    assert begin(app, table.bea, table, " ").status_code == 422
    assert begin(app, table.bea, table, "x" * 4001).status_code == 422
    assert db.session.scalars(select(Thread)).all() == []


def test_two_megabytes_are_answered_with_words_and_the_text(app):
    table = Table()
    thread = table.thread()
    pasted = "A sentence that somebody copied from a page. " * 48_000
    assert len(pasted) > 2 * 1024 * 1024
    bo = browser(app, table.bo)
    made = table.suggestion()
    for answer in (
        begin(app, table.bo, table, pasted),
        bo.post(f"/studio/-/threads/{thread.id}", data={"body": pasted}),
        bo.post(f"/studio/-/comments/{thread.comments[0].id}/report", data={"reason": pasted}),
        bo.post(f"/studio/-/suggestions/{made.id}/comments", data={"body": pasted}),
    ):
        assert answer.status_code == 422
        assert "Nothing is lost: shorten it" in answer.text
        assert pasted.strip() in answer.text


def test_everybody_is_told_of_a_new_conversation_and_who_is_named_by_name(app):
    table = Table()
    assert begin(app, table.bea, table, "@Pen Carl Munk, is this so?").status_code == 302
    assert told("mention") == ids(table, table.carl)
    assert told("comment") == ids(table, table.bo)
    assert db.session.scalars(select(Mention.partner_id)).all() == [table.partner(table.carl).id]


def test_the_longer_of_two_names_is_meant():
    class Named:
        def __init__(self, shown_name):
            self.shown_name = shown_name

    bo, boel, nobody = Named("Bo"), Named("Bo Lind"), Named("")
    assert commenting.named_in("What do you say, @bo lind?", [bo, boel, nobody]) == [boel]
    assert commenting.named_in("@Bo and @Bo Lind", [bo, boel]) == [boel, bo]
    assert commenting.named_in("@Boris", [bo, boel]) == []


def test_an_answer_is_told_to_those_in_the_conversation(app):
    table = Table()
    thread = table.thread()
    db.session.execute(Notice.__table__.delete())
    db.session.commit()
    for _click in range(2):
        browser(app, table.bo).post(f"/studio/-/threads/{thread.id}", data={"body": "Yes, it is."})
    assert told("comment") == ids(table, table.bea)
    page = browser(app, table.carl).get(f"/studio/-/threads/{thread.id}").text
    assert page.count("Yes, it is.") == 1
    assert "Pen Bo Lind" in page
    assert "work.example" not in page


def test_a_passage_is_shown_where_it_stands_and_else_with_its_old_words(app):
    table = Table()
    begin(app, table.bea, table, passage="Something  happens")
    begin(app, table.bea, table, "And this?", passage="Nobody knows")
    pages = [
        browser(app, table.bo).get(f"/studio/-/threads/{one.id}").text for one in db.session.scalars(select(Thread))
    ]
    assert "<mark>Something happens</mark> in opening." in pages[0]
    assert ["The passage has changed since" in page for page in pages] == [False, True]
    assert "Nobody knows" in pages[1]
    listed = browser(app, table.bo).get(f"/studio/-/drafts/{table.draft.id}/comments").text
    assert listed.count("The passage has changed since") == 1


def test_without_scripts_a_sentence_is_chosen_from_the_text(app):
    table = Table()
    begin(app, table.bea, table, passage="happens in opening")
    place = f"/studio/-/drafts/{table.draft.id}/comments/new?block=opening&language=en"
    page = browser(app, table.bo).get(place).text
    assert '<input type="radio" id="passage-2" name="passage" value="Something happens in opening."' in page
    [thread] = db.session.scalars(select(Thread))
    assert f'<mark>happens in opening</mark> <a class="said-here" href="/studio/-/threads/{thread.id}">' in page
    again = browser(app, table.bo).post(place, data={"body": "", "passage": "Something happens in opening."})
    assert again.status_code == 422
    assert 'value="Something happens in opening." checked' in again.text
    own = browser(app, table.bo).post(place, data={"body": "", "passage": "happens in"})
    assert 'value="happens in" checked' in own.text


def test_a_storys_words_are_not_kept_as_a_passage(app):
    table = Table()
    a_block(table.draft, "told", kind="story", structure={"story": "k3x9"}, body={"body": ""})
    place = f"/studio/-/drafts/{table.draft.id}/comments/new?block=told&language=en"
    bo = browser(app, table.bo)
    assert 'name="passage"' not in bo.get(place).text
    assert bo.post(place, data={"body": "Thank you.", "passage": "I was alone that winter."}).status_code == 302
    assert db.session.scalars(select(Thread.passage)).all() == [""]


def test_what_was_quoted_goes_with_the_comment(app):
    table = Table()
    begin(app, table.bea, table, passage="He lives at Elm Street")
    thread = db.session.scalars(select(Thread)).one()
    answer = commenting.reply(thread, "Who?", by=table.partner(table.bo))
    commenting.withdraw(answer, by=table.partner(table.bo))
    db.session.commit()
    assert thread.passage == "He lives at Elm Street"
    browser(app, table.bea).post(f"/studio/-/comments/{thread.comments[0].id}/withdraw")
    assert "Elm Street" not in browser(app, table.carl).get(f"/studio/-/threads/{thread.id}").text


def test_settled_and_taken_up_again(app):
    table = Table()
    thread = table.thread()
    browser(app, table.bo).post(f"/studio/-/threads/{thread.id}/resolve")
    listed = f"/studio/-/drafts/{table.draft.id}/comments"
    assert "Is this so?" not in browser(app, table.carl).get(listed).text
    assert "Settled" in browser(app, table.carl).get(f"{listed}?show=all").text
    browser(app, table.carl).post(f"/studio/-/threads/{thread.id}/reopen")
    assert "Is this so?" in browser(app, table.bea).get(listed).text


def test_mine_are_those_i_spoke_in_or_was_named_in(app):
    table = Table()
    table.thread("One thing.", by=table.bo)
    table.thread("@Pen Bea Friis, another?", by=table.bo)
    page = browser(app, table.bea).get(f"/studio/-/drafts/{table.draft.id}/comments?show=mine").text
    assert "another?" in page
    assert "One thing." not in page


def test_only_ones_own_words_are_taken_back_and_leave_a_trace(app):
    table = Table()
    thread = table.thread("I should not have said this.")
    comment = thread.comments[0]
    assert browser(app, table.bo).post(f"/studio/-/comments/{comment.id}/withdraw").status_code == 403
    for _click in range(2):
        assert browser(app, table.bea).post(f"/studio/-/comments/{comment.id}/withdraw").status_code == 302
    db.session.expire_all()
    assert db.session.get(Comment, comment.id).body == ""
    page = browser(app, table.bo).get(f"/studio/-/threads/{thread.id}").text
    assert "Taken back by its author" in page
    assert "I should not have said this." not in page


def test_a_suggestion_has_one_conversation(app):
    table = Table()
    made = table.suggestion()
    for words in ("Why?", "I see."):
        answer = browser(app, table.carl).post(f"/studio/-/suggestions/{made.id}/comments", data={"body": words})
        assert answer.status_code == 302
    [thread] = db.session.scalars(select(Thread)).all()
    assert [comment.body for comment in thread.comments] == ["Why?", "I see."]
    assert told("comment") == ids(table, table.bea)
    assert browser(app, table.bea).get(f"/studio/-/threads/{thread.id}").status_code == 302
    assert "I see." in browser(app, table.bo).get(f"/studio/-/suggestions/{made.id}").text


def test_lists_are_read_in_few_statements(app, statements):
    table = Table()
    for number in range(5):
        table.thread(f"Comment {number}.")
    carl = browser(app, table.carl)
    with statements() as ran:
        page = carl.get(f"/studio/-/drafts/{table.draft.id}/comments").text
    assert page.count("Comment ") >= 5
    assert len(ran) <= 8


def test_too_many_in_an_hour_wait(app, monkeypatch):
    table = Table()
    monkeypatch.setattr(commenting, "MOST_AN_HOUR", 1)
    table.thread()
    answer = begin(app, table.bea, table, "And more.")
    assert answer.status_code == 422
    assert "Go on in a while" in answer.text
    assert "And more." in answer.text


def test_markup_is_shown_as_it_was_typed(app):
    table = Table()
    thread = table.thread("<script>alert(1)</script>\nTwo lines")
    page = browser(app, table.bo).get(f"/studio/-/threads/{thread.id}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>Two lines" in page


def test_the_outline_leads_to_what_is_said_about_each_part(app):
    table = Table()
    table.thread()
    table.suggestion()
    page = browser(app, table.bo).get(f"/studio/-/drafts/{table.draft.id}/").text
    assert page.count("1 open conversation") == 2
    assert page.count("1 open suggestion") == 2
    assert f"/studio/-/drafts/{table.draft.id}/suggest/opening/da" in page
