"""Accounts 帐号: bureaus, users, and what each user stands for."""
