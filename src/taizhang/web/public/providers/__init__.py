"""The pages of sign-in at a provider 统一身份认证."""
