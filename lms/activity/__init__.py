"""The trail: who did what, when, as ids, verb and time. It holds no free text, name, address or perspective (rule 5).

Pauses, skips, content notes and reflections are never recorded.
"""
