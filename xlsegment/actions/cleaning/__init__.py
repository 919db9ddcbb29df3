"""Cleaning, paragraph by paragraph: what people answered, what changes, where it is written."""
