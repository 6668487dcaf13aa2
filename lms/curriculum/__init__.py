"""Modules, lessons, their immutable revisions, stories, and the reader and writer of the source files in `modules/`.

Words it owns: *module*, *lesson*, *revision*, *block* (a part of a lesson, with an id that is stable across revisions
and languages), *structure* (what is the same in every language), *text* (what a language says), *status* (how a
lesson was made: source edition, co-creation, co-production), *source*, *fact*, *story*.

Decided 2026-11: texts become HTML once, at import, and are kept beside the source with the renderer's version; a page
puts finished pieces together.
"""
