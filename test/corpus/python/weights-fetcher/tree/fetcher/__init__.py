"""Fetches the weights that the editor needs, once."""
