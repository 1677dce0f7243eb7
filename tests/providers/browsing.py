"""The person's browser at the provider: real HTTP, its own cookies."""

import re
from urllib.parse import parse_qs, urlsplit

import requests

PASSWORD = "city-password"


class Browser:
    """Signs in at the city's pages and stops where they lead back to the bureau."""

    def __init__(self) -> None:
        self.session = requests.Session()

    def sign_in(self, address: str, name: str, password: str = PASSWORD) -> str:
        """From the address to which the bureau sends to the address to which the city sends back; empty when it does not."""
        answer = self.follow(self.session.get(address, allow_redirects=False, timeout=10))
        if answer.is_redirect:
            return answer.headers["Location"]
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', answer.text))
        hidden = {n: v for v, n in re.findall(r'value="([^"]*)"[^>]*name="(\w+)"', answer.text)}
        sent = {**hidden, **fields, "username": name, "password": password}
        answer = self.session.post(
            answer.url, sent, headers={"Referer": answer.url}, allow_redirects=False, timeout=10
        )
        answer = self.follow(answer)
        return answer.headers["Location"] if answer.is_redirect else ""

    def follow(self, answer: requests.Response) -> requests.Response:
        """Go on while the city sends to itself."""
        while answer.is_redirect:
            to = requests.compat.urljoin(answer.url, answer.headers["Location"])
            if urlsplit(to).netloc != urlsplit(answer.url).netloc or "/sign-in/" in urlsplit(to).path:
                break
            answer = self.session.get(to, allow_redirects=False, timeout=10)
        return answer


def ours(address: str) -> str:
    """An address at the bureau without its host."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def asked(address: str) -> dict[str, str]:
    """What an address asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
