"""What customers have been worth and what they are likely to buy: history, models, forecast."""
