"""Churn warning: every customer against their own rhythm, and how well the rule would have done."""
