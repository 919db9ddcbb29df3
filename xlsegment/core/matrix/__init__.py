"""Customers in matrices of two times two, and in groups by what they are."""
