"""A service for tests: says back what came in, or does what its path asks for.

Run as `python echo.py ADDRESS SECRET AUDIENCE`.
"""

import json
import os
import sys
import time

from chassis.identity import HEADER, Verifier
from chassis.running import serve


def make(secret, audience):
    verifier = Verifier(secret, audience)

    def app(environ, start_response):
        path, query = environ["PATH_INFO"], environ["QUERY_STRING"]
        body = environ["wsgi.input"].read()
        if path.endswith("/slow"):
            time.sleep(float(query or "5"))
        if path.endswith("/dies"):
            os._exit(1)
        if path.endswith("/ready") or path == "/readyz":
            return answer(start_response, {"ready": True, "waitsFor": {}})
        if path.endswith("/big"):
            start_response("200 OK", [("Content-Type", "text/plain")])
            return (b"x" * 65536 for _ in range(int(query)))
        if path == "/openapi.json":
            return answer(start_response, OPENAPI)
        if path.endswith("/cookies"):
            return answer(
                start_response,
                {},
                ("Set-Cookie", "samskab-session=stolen; Path=/"),
                ("Set-Cookie", " samskab-session = stolen; Path=/"),
                ("Set-Cookie", "participant=p1; Path=/"),
                ("Connection", "X-Odd"),
                ("Server", "mine"),
                ("X-Samskab-Caller", "anybody"),
            )
        headers = {k[5:]: v for k, v in environ.items() if k.startswith("HTTP_")}
        token = headers.pop(HEADER.upper().replace("-", "_"), "")
        caller = verifier.verify(token) if token else None
        return answer(
            start_response,
            {
                "method": environ["REQUEST_METHOD"],
                "path": environ["RAW_URI"],
                "headers": headers,
                "type": environ.get("CONTENT_TYPE"),
                "body": body.decode("latin-1"),
                "caller": caller.__dict__ if caller else None,
                "process": os.getpid(),
            },
        )

    return app


OPENAPI = {
    "openapi": "3.1.0",
    "paths": {"/api/ideas": {"get": {"summary": "Ideas"}}},
    "components": {"schemas": {"Idea": {"type": "object"}, "Problem": {"type": "array"}}},
}


def answer(start_response, thing, *more):
    body = json.dumps(thing).encode()
    length = ("Content-Length", str(len(body)))
    start_response("200 OK", [("Content-Type", "application/json"), length, *more])
    return [body]


if __name__ == "__main__":
    address, secret, audience = sys.argv[1:]
    serve(lambda: make(secret, audience), address)
