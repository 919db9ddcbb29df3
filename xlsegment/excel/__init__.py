"""The doors inside Excel: worksheet functions and ribbon buttons."""
