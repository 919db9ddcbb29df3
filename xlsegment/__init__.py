"""Customer segmentation inside Excel workbooks."""

__version__ = "0.1.0"
