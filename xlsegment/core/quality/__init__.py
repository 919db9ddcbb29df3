"""Data quality: the rules by which data is checked, and what cleaning would make of it."""
