"""Inspection frameworks as data, one file for each edition."""
