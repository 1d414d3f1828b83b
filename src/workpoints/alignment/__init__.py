"""Which tasks of a lower plan take up those of an upper one, where each was written independently."""
