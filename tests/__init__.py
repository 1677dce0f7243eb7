"""Tests across areas: the cast, journeys, and the rules of the house."""
