"""Hand-ins to the superior: pages 报送表."""
