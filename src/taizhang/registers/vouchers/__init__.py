"""Innovation vouchers 创新券 issued, used and redeemed."""
