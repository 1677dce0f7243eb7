"""个人信息: the key ring, and the vault that alone holds what is sealed."""
