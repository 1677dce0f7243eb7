"""A provider of OIDC that lies: a small HTTP server whose tokens are what the test makes of them."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))


class Liar:
    """`answer` is what its token page says next; `claims()` are true ones, to be changed."""

    def __init__(self) -> None:
        self.answer, self.status, self.issuer = {}, 200, ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.issuer = self.address
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def claims(self, nonce: str, **more):
        now = int(time.time())
        told = {
            "iss": self.address, "aud": "taizhang", "sub": "77", "iat": now, "exp": now + 300, "nonce": nonce, **more,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value is not None}

    def says(self, claims, *, key=KEY, algorithm="RS256", kid="one") -> None:
        self.answer = {
            "access_token": "a", "token_type": "Bearer",
            "id_token": jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid}),
        }  # fmt: skip

    def handler(liar):
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def say(self, told, status=200):
                body = told if isinstance(told, bytes) else json.dumps(told).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                if self.path.endswith("openid-configuration"):
                    here = liar.address
                    self.say({
                        "issuer": liar.issuer, "authorization_endpoint": f"{here}/authorize",
                        "token_endpoint": f"{here}/token", "jwks_uri": f"{here}/keys",
                        "userinfo_endpoint": f"{here}/person",
                    })  # fmt: skip
                elif self.path == "/person":
                    self.say(liar.person)
                else:
                    self.say({"keys": [{**PUBLIC, "kid": "one", "alg": "RS256", "use": "sig"}]})

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.say(liar.answer, liar.status)

        return Handler

    person = {"sub": "77"}
