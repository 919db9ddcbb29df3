"""Putting the add-in into Excel, taking it out again, and finding out why it does not work.

Standard library only: ``install_addin.py`` runs this before anything is installed.
"""
