"""The limit: Flask, marshmallow and one SQLite commit, under the same gunicorn worker."""

import json
import sqlite3
import sys
import threading
import uuid

from flask import Flask, Response, request
from marshmallow import RAISE, Schema, fields, validate

from chassis.running import serve


class Idea(Schema):
    """What is taken."""

    class Meta:
        unknown = RAISE

    title = fields.Str(required=True, validate=validate.Length(1, 200))
    body = fields.Str(required=True, validate=validate.Length(1, 10_000))
    language = fields.Str(required=True, validate=validate.Length(2, 10))


class Shown(Idea):
    """What is shown."""

    id = fields.Str()


def create_app(path: str) -> Flask:
    """Return an app that keeps ideas and lists the newest twenty."""
    app, taken, shown, mine = Flask(__name__), Idea(), Shown(), threading.local()
    gate = threading.Lock()  # without it SQLite lets writers sleep for each other: far slower

    def connection() -> sqlite3.Connection:
        if not hasattr(mine, "connection"):
            mine.connection = sqlite3.connect(path, isolation_level=None)
            mine.connection.execute("PRAGMA journal_mode=WAL")
            mine.connection.execute("PRAGMA synchronous=FULL")
            mine.connection.execute("PRAGMA busy_timeout=5000")
            mine.connection.execute(
                "CREATE TABLE IF NOT EXISTS idea (n INTEGER PRIMARY KEY, id TEXT, body TEXT)"
            )
        return mine.connection

    def answer(body: object, status: int = 200) -> Response:
        return Response(json.dumps(body), status, content_type="application/json")

    @app.post("/api/ideas")
    def submit() -> Response:
        idea = taken.load(request.get_json()) | {"id": str(uuid.uuid4())}
        insert = "INSERT INTO idea (id, body) VALUES (?, ?)"
        with gate:
            connection().execute(insert, (idea["id"], json.dumps(idea)))
        return answer(shown.dump(idea), 201)

    @app.get("/api/ideas")
    def newest() -> Response:
        rows = connection().execute("SELECT body FROM idea ORDER BY n DESC LIMIT 20").fetchall()
        return answer({"items": [shown.dump(json.loads(body)) for (body,) in rows]})

    return app


if __name__ == "__main__":
    serve(lambda: create_app(sys.argv[2]), f"127.0.0.1:{sys.argv[1]}")
