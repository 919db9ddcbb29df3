"""What the buttons do, by the group of the ribbon they stand in."""
