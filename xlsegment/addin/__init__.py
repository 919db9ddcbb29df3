"""The Excel add-in ``xlsegment.xlam``, built from the declarations without Excel."""
