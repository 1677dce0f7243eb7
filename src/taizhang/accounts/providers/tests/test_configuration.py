"""What is half set or unsafe stops the start with a sentence."""

import pytest

from taizhang.accounts.providers.configuration import from_environment

OIDC = {
    "TAIZHANG_OIDC_ISSUER": "https://id.example.gov.cn/oidc",
    "TAIZHANG_OIDC_CLIENT_ID": "taizhang",
    "TAIZHANG_OIDC_CLIENT_SECRET": "s",
}
CAS = {"TAIZHANG_CAS_URL": "https://id.example.gov.cn/cas"}
LDAP = {
    "TAIZHANG_LDAP_URL": "ldap://people.example.gov.cn",
    "TAIZHANG_LDAP_USER_DN": "uid={name},dc=bureau",
}


def test_nothing_is_on_by_itself():
    assert from_environment({}) == {}


def test_several_at_once_with_labels_of_ones_own():
    found = from_environment({**OIDC, **CAS, **LDAP, "TAIZHANG_OIDC_LABEL": "浙政钉"})
    assert [(name, p.label) for name, p in found.items()] == [
        ("oidc", "浙政钉"), ("cas", "统一身份认证（CAS）"), ("ldap", "单位目录帐号"),
    ]  # fmt: skip
    assert found["cas"].url == "https://id.example.gov.cn/cas/"
    assert found["ldap"].start_tls is True
    assert {p.second_factor for p in found.values()} == {"never"}


def test_a_secret_may_stand_in_a_file(tmp_path):
    (tmp_path / "secret").write_text("from a file\n")
    told = {
        **OIDC,
        "TAIZHANG_OIDC_CLIENT_SECRET": "",
        "TAIZHANG_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret"),
    }
    assert from_environment(told)["oidc"].client_secret == "from a file"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({**OIDC, "TAIZHANG_OIDC_CLIENT_ID": ""}, "TAIZHANG_OIDC_CLIENT_ID is needed"),
        ({**OIDC, "TAIZHANG_OIDC_CLIENT_SECRET": ""}, "CLIENT_SECRET"),
        ({**OIDC, "TAIZHANG_OIDC_CLIENT_SECRET_FILE": "/nowhere"}, "No such file"),
        ({**OIDC, "TAIZHANG_OIDC_ISSUER": "http://id.example.gov.cn"}, "use https://"),
        ({**OIDC, "TAIZHANG_OIDC_ISSUER": "id.example.gov.cn"}, "an address such as"),
        ({**OIDC, "TAIZHANG_OIDC_SECOND_FACTOR": "yes"}, "say never, others or all"),
        ({"TAIZHANG_OIDC_CLIENT_ID": "x"}, "set both or neither"),
        ({"TAIZHANG_CAS_URL": "http://id.example.gov.cn/cas"}, "use https://"),
        ({**CAS, "TAIZHANG_CAS_LOG_OUT": "maybe"}, "say 1 or 0"),
        ({**LDAP, "TAIZHANG_LDAP_START_TLS": "0"}, "use ldaps://"),
        ({**LDAP, "TAIZHANG_LDAP_URL": "people.example"}, "use ldaps:// or ldap://"),
        ({**LDAP, "TAIZHANG_LDAP_USER_DN": ""}, "_BIND_DN"),
        ({**LDAP, "TAIZHANG_LDAP_USER_DN": "uid=x"}, "{name}"),
        ({**LDAP, "TAIZHANG_LDAP_SECOND_FACTOR": "all"}, "say never"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_half_or_unsafe_stops_the_start(told, says):
    with pytest.raises(ValueError, match="TAIZHANG_") as no:
        from_environment(told)
    assert says in str(no.value)


def test_in_clear_only_when_it_is_said_outright():
    told = {"TAIZHANG_CAS_URL": "http://id.example.gov.cn/cas", "TAIZHANG_CAS_PLAIN": "1"}
    assert from_environment(told)["cas"].url == "http://id.example.gov.cn/cas/"
