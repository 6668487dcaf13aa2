"""Lessons and modules on paper: a tagged PDF of the text everybody may read.

A lesson becomes a tree of plain data (`prose` for our safe HTML, `kinds` and its neighbours for blocks), which
`printed.typ` lays out: no markup is ever put together from words. Nothing personal stands in it. Decided 2026-11: a GET
never prints a story, because links are followed by machines and a story's owner is told of every file that holds it;
who wants the stories with it presses a button (POST), which is noted (rule 4) and kept in no store.
"""
