"""The walk 走查: every address, as everybody, to his own, to another's and to absent things, held against the table of access."""
