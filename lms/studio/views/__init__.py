"""The studio's pages. Acts on a draft go by its id, so that a practice lesson uses the same ones."""
