"""What citizens read: one function per reply, whole sentences, named placeholders; the language is passed in.

The source texts are Indonesian; catalogues for polite Sundanese and English lie in `intake/locale/`.
"""
