"""Terms in a lesson's prose: whole words, the longest form, each once, nothing else touched."""

import pytest
from markupsafe import Markup

from lms.curriculum.blocks import (
    CaseBlock,
    DilemmaBlock,
    Fact,
    FactsBlock,
    Kind,
    ReflectionBlock,
    Side,
    Step,
    StoryBlock,
    TextBlock,
)
from lms.curriculum.linking import linked
from lms.curriculum.terms import Glossary, Term, by_letter, matching


def a_term(slug, *names, language="en", meaning="", other=""):
    term, *forms = names
    return Term(
        slug=slug, language=language, term=term, forms=tuple(forms), meaning=meaning, other=other, other_language="da",
        as_of="", country="", related=(), sources=(),
    )  # fmt: skip


def a_glossary(*terms, language="en"):
    return Glossary(language, terms, {term.slug: term for term in terms})


ENGLISH = a_glossary(
    a_term("stigma", "stigma"),
    a_term("structural", "structural stigma"),
    a_term("se", "Supported Employment (SE)", "Supported Employment", "SE"),
    a_term("section", "§ 56 agreement"),
    a_term("peer", "peer support"),
)
DANISH = a_glossary(
    a_term("citizen", "borger", "borgeren", language="da"),
    a_term("se", "Supported Employment (SE)", "SE", language="da"),
    a_term("contact", "støtte- og kontaktperson", language="da"),
    language="da",
)


def text(html):
    return TextBlock(id="t", kind=Kind.TEXT, html=Markup(html))


def shown(html, glossary=ENGLISH):
    [block], _ = linked((text(html),), glossary)
    return str(block.html)


def words(html, glossary=ENGLISH):
    """Return the words that became links."""
    return [part.split("<")[0].split(">", 1)[1] for part in shown(html, glossary).split('<a class="term"')[1:]]


def test_a_term_links_to_its_page():
    link = '<a class="term" href="/glossary/stigma/" data-term="stigma">Stigma</a>'
    assert shown("<p>Stigma hurts.</p>") == f"<p>{link} hurts.</p>"


def test_only_the_first_place_is_linked_over_all_blocks():
    [first, second], met = linked((text("<p>stigma and stigma</p>"), text("<p>stigma</p>")), ENGLISH)
    assert str(first.html).count("<a") == 1
    assert "<a" not in second.html
    assert [term.slug for term in met] == ["stigma"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>structural stigma, stigma</p>", ["structural stigma", "stigma"]),
        ("<p>structural\nstigma</p>", ["structural\nstigma"]),
        ("<p>structural, stigma</p>", ["stigma"]),
        ("<p>stigmatic self-stigma stigma-free</p>", []),
        ("<p><strong>stigma</strong></p>", ["stigma"]),
        ("<p>a peer <em>support</em></p>", []),
        ("<p>the § 56 agreement</p>", ["§ 56 agreement"]),
        ("<p>the §&nbsp;56 agreement</p>", ["§\xa056 agreement"]),
        ("<p>SE is not se</p>", ["SE"]),
        ("<p>I see; se også</p>", []),
        ("<p>(stigma)’s “stigma”</p>", ["stigma"]),
    ],
)
def test_whole_words_the_longest_form(html, expected):
    assert words(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Borgerens plan</p>", ["Borgerens"]),
        ("<p>borgerne</p>", []),
        ("<p>Man kan se det. SE er engelsk.</p>", ["SE"]),
        ("<p>en støtte- og kontaktperson</p>", ["støtte- og kontaktperson"]),
    ],
)
def test_danish_puts_an_s_to_a_word(html, expected):
    assert words(html, DANISH) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<h3>stigma</h3>",
        '<p><a class="cite" href="#source-S001">(stigma, 2)</a></p>',
        '<p><a href="https://x.example/?a=1&amp;b=2"><em>stigma</em></a></p>',
        '<p><img src="/media/x" alt="stigma"></p>',
        "<p>1 &lt; 2 &amp; 3 &gt; 2<br>a</p>",
    ],
)
def test_headings_links_and_attributes_stay_as_they_are(html):
    assert shown(html) == html


def test_prose_of_every_kind_is_linked_and_the_rest_is_not():
    blocks = (
        FactsBlock(
            id="f",
            kind=Kind.FACTS,
            facts=(Fact(id="f1", html=Markup("<p>stigma</p>"), who="law", as_of="2017", citations=()),),
        ),
        CaseBlock(id="c", kind=Kind.CASE, steps=(Step(id="s", html=Markup("<p>peer support</p>")),)),
        DilemmaBlock(
            id="d",
            kind=Kind.DILEMMA,
            question=Markup("SE?"),
            sides=(Side(id="a", label="SE", argument=Markup("<p>structural stigma</p>")),),
            closing=Markup("<p>SE</p>"),
        ),
        ReflectionBlock(id="r", kind=Kind.REFLECTION, prompt=Markup("<p>§ 56 agreement</p>"), prompt_text=""),
        StoryBlock(id="t", kind=Kind.STORY, story="k", intro=Markup("<p>§ 56 agreement</p>")),
    )
    made, met = linked(blocks, ENGLISH)
    assert [term.slug for term in met] == ["stigma", "peer", "structural", "se"]
    assert made[2].question == "SE?"
    assert made[3:] == blocks[3:]


def test_without_a_glossary_nothing_changes():
    blocks = (text("<p>stigma</p>"),)
    assert linked(blocks, Glossary()) == (blocks, ())


def test_a_search_needs_no_danish_keys():
    terms = (
        a_term("v", "sårbarhed", language="da", meaning="Noget let."),
        a_term("b", "bror", "søskende", language="da", other="sibling"),
    )
    for wanted, found in (("saarbar", "v"), ("SÅRB", "v"), ("soeskende", "b"), ("Sibling", "b"), ("let noget", "v")):
        assert [term.slug for term in matching(terms, wanted)] == [found], wanted
    assert matching(terms, "") == terms
    assert matching(terms, "xyz") == ()


def test_terms_stand_under_their_letter():
    terms = tuple(a_term(name, name, language="da") for name in ("§ 56", "ager", "Ærø", "øl", "aal", "åben"))
    assert [(letter, [term.slug for term in own]) for letter, own in by_letter(terms)] == [
        ("§", ["§ 56"]),
        ("A", ["ager"]),
        ("Æ", ["Ærø"]),
        ("Ø", ["øl"]),
        ("Å", ["aal", "åben"]),
    ]
