"""Standard forms of what people write in many ways: one cell at a time, in plain Python."""
