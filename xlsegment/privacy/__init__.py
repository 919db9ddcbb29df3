"""Personal data in a workbook file: where it can hide, finding it there, and taking it out."""
