"""Science and technology awards 科技奖励, applied for and given."""
