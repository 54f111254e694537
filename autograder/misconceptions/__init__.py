"""Known mistakes: variants of the reference, and telling which one a submission behaves like."""
