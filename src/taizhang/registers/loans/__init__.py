"""Science and technology loans 科技信贷 from candidate to repayment."""
