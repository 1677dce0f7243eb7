"""Hand-ins to the superior 报送表: his own workbook, its cells tied to indicators, filled each period."""
