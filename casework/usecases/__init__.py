"""One async function per act; each takes its ports (casework/ports.py) and leaves the commit to its caller."""
