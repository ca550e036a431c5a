"""Thin views: get object → form → rule → render."""
