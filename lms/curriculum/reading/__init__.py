"""The reader of content files: `curriculum.read(folder)` returns plain canonical values, or says what is wrong.

Canonical: NFC, no trailing spaces, lists where order means something, optional keys only where they say something.
"""
