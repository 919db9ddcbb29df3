"""Pure segmentation logic: tables in, tables out."""
