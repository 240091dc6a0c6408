"""The citizen's web form, of the office's and of the mall's website (R1 j and k)."""
