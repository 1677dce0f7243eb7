"""What the city tells of a person beside his `sub`."""

from oauth2_provider.oauth2_validators import OAuth2Validator


class Claims(OAuth2Validator):
    """The number of the employee, and roles that nobody here should believe."""

    oidc_claim_scope = None

    def get_additional_claims(self, request):
        return {"employee_number": f"E-{request.user.username}", "roles": ["system"], "role": "system"}
