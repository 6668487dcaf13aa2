"""A *sheet* is what a block that is answered shows to one person: the block's words put together with what they did."""
