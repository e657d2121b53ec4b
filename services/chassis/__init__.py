"""What every part of Samskab shares, and no word that only a municipality would use."""
