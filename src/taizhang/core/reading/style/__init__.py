"""Style checks 文面: how an official document writes its numbers, headings and pages. Apart from the figures' own checks."""
