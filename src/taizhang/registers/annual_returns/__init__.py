"""What an organization reports for a year or quarter 年度数据."""
