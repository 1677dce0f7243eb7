"""Signing in by user name and password."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from taizhang.accounts.models import User


class Passwords(ModelBackend):
    """Django's own, which hashes for unknown names too, so that they take as long; people come with their bureau."""

    def get_user(self, user_id: int) -> User | None:
        found = User.objects.select_related("bureau").filter(pk=user_id).first()
        return found if found is not None and self.user_can_authenticate(found) else None

    def user_can_authenticate(self, user: User) -> bool:  # type: ignore[override]
        """Not who is switched off; and where people work in earnest, nobody of a sample bureau: that password is known."""
        sample = user.bureau is not None and user.bureau.sample
        return user.is_active and not (sample and settings.PRODUCTION)
