"""Reads behind the pages: SQLAlchemy Core in, frozen dataclasses out.  Nothing here scans a whole table."""
