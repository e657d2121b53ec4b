"""JSON that means one thing only is read, and nothing else."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.web import read_json

DEEP = b'{"title": ' + b"[" * 40 + b"]" * 40 + b"}"
FAR_TOO_DEEP = b"[" * 200_000
HALF = "\\ud800"
BAD_JSON = {
    "nothing like JSON": (b"hello", ""),
    "cut off": (b'{"title": "x"', ""),
    "a comma too many": (b'{"title": "x",}', ""),
    "a single quote": (b"{'title': 'x'}", ""),
    "two values": (b"{} {}", ""),
    "a field twice": (b'{"title": "x", "title": "y"}', "/title"),
    "a field twice inside": (b'{"places": [{}, {"street": 1, "street": 1}]}', "/places/1/street"),
    "a field twice, written differently": (b'{"title": 1, "t\\u0069tle": 2}', "/title"),
    "NaN": (b'{"howMany": NaN}', "/howMany"),
    "Infinity": (b'{"howMany": -Infinity}', "/howMany"),
    "1e400": (b'{"howMany": 1e400}', "/howMany"),
    "more than 64 bits": (b'{"howMany": 9223372036854775808}', "/howMany"),
    "a million digits": (b'{"howMany": ' + b"9" * 400_000 + b"}", "/howMany"),
    "NUL": (b'{"title": "a\\u0000b"}', "/title"),
    "NUL as it is": (b'{"title": "a\x00b"}', ""),
    "half a pair": (f'{{"title": "a{HALF}"}}'.encode(), "/title"),
    "half a pair, deep": (f'{{"places": [{{"street": "{HALF}"}}]}}'.encode(), "/places/0/street"),
    "half a pair in a name": (f'{{"{HALF}": 1}}'.encode(), None),
    "not UTF-8": (b'{"title": "\xff\xfe"}', "/title"),
    "Latin-1": ('{"title": "bænke"}'.encode("latin-1"), "/title"),
    "UTF-16": ('{"title": "x"}'.encode("utf-16"), None),
    "a surrogate in UTF-8": (b'{"title": "\xed\xa0\x80"}', "/title"),
    "a byte order mark": (b'\xef\xbb\xbf{"title": "x"}', None),
    "too deep": (DEEP, None),
    "far too deep": (FAR_TOO_DEEP, None),
    "only white space": (b"  ", ""),
}


@pytest.mark.parametrize(("sent", "pointer"), BAD_JSON.values(), ids=BAD_JSON)
def test_json_that_could_mean_two_things_or_none_is_refused_with_its_place(
    ask, sent, pointer, refused
):
    refused(ask("POST", "/api/things", sent), 400, pointer or None)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.text()
    | st.floats(-1e300, 1e300),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON)
def test_good_json_is_read_as_it_is(value):
    text = json.dumps(value)
    if "\\u0000" not in text:
        assert read_json(text.encode()) == value


HEADERS = {"Content-Type": "application/json"}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_is_sent_gets_an_answer_that_is_not_our_mistake(bare, sent):
    told = bare.post("/api/things", data=sent, headers=HEADERS)
    assert told.status_code in (201, 400, 422)
    json.loads(told.data)
