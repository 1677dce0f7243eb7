"""Statuses of enterprises and products 资质认定."""
