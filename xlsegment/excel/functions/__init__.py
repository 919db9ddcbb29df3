"""The worksheet functions, one file a family."""
