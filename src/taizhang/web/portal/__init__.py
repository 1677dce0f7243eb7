"""What an enterprise may have and what it lacks 企业端, for the enterprise itself and for those who look after it."""
