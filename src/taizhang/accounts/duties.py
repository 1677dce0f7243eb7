"""What a person must do before anything else: change the password, set up the second factor, show its code."""

from enum import StrEnum

from django.http import HttpRequest

from taizhang.accounts.models import User
from taizhang.accounts.second_factor import is_required
from taizhang.accounts.sittings import CODE_AT, FACTOR, OLD_PASSWORD


class Duty(StrEnum):
    PASSWORD = "password"
    SET_UP = "set_up"
    CODE = "code"


def duty_of(request: HttpRequest, user: User) -> Duty | None:
    """The first thing still to be done in this session; asks the database nothing."""
    session = request.session
    if session.get(FACTOR) and not session.get(CODE_AT):
        return Duty.CODE
    if user.must_change_password or session.get(OLD_PASSWORD):
        return Duty.PASSWORD
    if not session.get(CODE_AT) and is_required(user):
        return Duty.SET_UP
    return None
