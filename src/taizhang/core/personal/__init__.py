"""Personal data 个人信息: what a field must say of itself, how a value is sealed."""
