"""Customers of two periods compared: who moved from which segment to which, when, and who fell."""
