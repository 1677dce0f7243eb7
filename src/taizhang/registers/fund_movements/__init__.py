"""Movements of science and technology money 资金."""
