"""The registers 台账: one small package each; everything around them follows from one declaration."""
