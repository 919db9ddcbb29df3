"""What a command or a button does: gather, decide, apply."""
