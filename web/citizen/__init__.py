"""Pages of citizens: the form, what became of it, and a complaint's status."""
