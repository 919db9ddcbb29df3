"""Tiers of customers by the score method: criteria, their points, the sum, its cuts."""
