"""What the small curriculum's lesson says: every kind of block, with what text files may hold."""

TEXT = """---
title: All kinds
summary: Every kind of block.
content_notes:
  case: This part is about losing a job.
slots:
  decide: What nobody decides for you.
  tell: An ordinary Tuesday.
---

::: text opening
## A Tuesday

Prose with **weight** and a source [@S001 6.2].

### Further

![A red square](media/square.png)
:::

::: facts facts
:: f1
Work gives purpose [@E02].
:::

::: dilemma dilemma
title: Soon or later
question: Would you *start*?
sides:
  a:
    label: Start
    argument: |
      One.

      Two.
  b:
    label: Wait
    argument: Three.
closing: Both can be right.
:::

::: case case
## Ada's week
:: one
It begins.
:: two
It goes on.
:::

::: story story
Somebody tells.
:::

::: reflection reflection
Think of a day.

What helped?
:::

::: quiz quiz
q1:
  stem: What first?
  options:
    a:
      text: Ask.
      feedback: Good [@S001].
    b:
      text: Tell.
      feedback: It costs.
q2:
  stem: Which ones?
  options:
    a:
      text: A.
      feedback: Yes.
    b:
      text: B.
      feedback: No.
    c:
      text: C.
      feedback: Yes.
q3:
  stem: Is it so?
  options:
    'true':
      text: It is.
      feedback: No.
    'false':
      text: It is not.
      feedback: Yes.
q4:
  stem: In which order?
  options:
    ask:
      text: Ask
    write:
      text: Write
    read:
      text: Read
  feedback:
    right: Yes.
    wrong: No.
q5:
  stem: What belongs together?
  left:
    law: The law
    meeting: The meeting
  right:
    structural: Structural
    organisational: Organisational
    attitudinal: Attitudinal
  feedback:
    right: Yes.
    wrong: No.
q6:
  stem: Which word?
  accepted:
  - Café
  - a cup of coffee
  model_answer: Coffee.
  feedback:
    right: Yes.
    other: Compare.
:::

::: scenario play
title: A play
intro: It starts.
role: You lead.
values:
  trust: Trust
nodes:
  n0:
    text: First.
    choices:
      a:
        label: Take
        consequence: It goes down.
      b:
        label: Give
        consequence: It goes up.
  n1:
    text: Second.
    choices:
      a:
        label: Keep
        consequence: Kept.
      b:
        label: Leave
        consequence: Left.
  n2:
    text: How much?
    low: Little
    high: Much
    consequence: Noted.
endings:
  decoration:
    title: Decoration
    noticed: They noticed.
    frame: The frame.
    builds_on: A fact [@S001 5.3].
  open:
    title: Open
    noticed: They noticed.
    frame: The frame.
    builds_on: A thought.
:::
"""
