"""Regions 区划: the tree province - city - district - street/park, with the official codes."""
