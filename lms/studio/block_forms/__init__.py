"""The forms in which blocks are written: what they ask (`layout`), what was sent (`reading`), and what their buttons do.

Nobody sees an id, Markdown or a file format here. A form is made from a block's structure and one language's words; what
comes back is a structure and words of the same kind. Scenes of a scenario and questions of a quiz have pages of their own.
"""
