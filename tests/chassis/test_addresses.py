import errno
import socket
import threading

import pytest

from chassis.addresses import AddressWrong, Connection, connect, listen, parse


@pytest.fixture(params=["short", "long"])
def path(request, tmp_path):
    folder = tmp_path if request.param == "short" else tmp_path / ("a" * 130)
    return str(folder / "run" / "library.sock")


@pytest.mark.parametrize(
    ("address", "path", "host", "port"),
    [
        ("unix:/run/a.sock", "/run/a.sock", "", 0),
        ("127.0.0.1:8080", "", "127.0.0.1", 8080),
        ("ideas:80", "", "ideas", 80),
        ("[::1]:80", "", "::1", 80),
    ],
)
def test_an_address_is_a_path_or_a_host_and_port(address, path, host, port):
    found = parse(address)
    assert (found.path, found.host, found.port) == (path, host, port)
    assert str(found) == address


@pytest.mark.parametrize("address", ["", "unix:", "8080", ":80", "host:", "host:99999", "host:٨٠"])
def test_anything_else_is_refused(address):
    with pytest.raises(AddressWrong):
        parse(address)


def test_a_path_of_any_length_can_be_listened_on_and_reached(path):
    with listen(f"unix:{path}") as listener, connect(f"unix:{path}", 5) as near:
        far, _ = listener.accept()
        with far:
            near.sendall(b"hej")
            assert far.recv(3) == b"hej"


def test_a_socket_that_nobody_listens_on_is_replaced(path):
    listen(f"unix:{path}").close()
    with listen(f"unix:{path}") as listener, connect(f"unix:{path}", 5):
        assert listener.fileno() > 0


def test_one_that_somebody_listens_on_is_left_alone(path):
    with listen(f"unix:{path}"), pytest.raises(OSError, match="already") as no:
        listen(f"unix:{path}")
    assert no.value.errno == errno.EADDRINUSE


def test_a_file_that_is_no_socket_is_left_alone(tmp_path):
    (tmp_path / "precious").write_text("a novel")
    with pytest.raises(FileExistsError):
        listen(f"unix:{tmp_path}/precious")
    assert (tmp_path / "precious").read_text() == "a novel"


def test_nobody_at_home_is_an_os_error(path):
    with pytest.raises(OSError, match="No such file"):
        connect(f"unix:{path}", 1)


@pytest.mark.parametrize("kind", ["unix", "tcp"])
def test_http_is_spoken_the_same_everywhere(kind, tmp_path):
    address = f"unix:{tmp_path}/{'b' * 120}/s" if kind == "unix" else "127.0.0.1:0"
    with listen(address) as listener:
        if kind == "tcp":
            address = "{}:{}".format(*listener.getsockname())
        answering = threading.Thread(target=_answer, args=(listener,))
        answering.start()
        connection = Connection(address, 5)
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"hej"
        assert connection.sock.gettimeout() == 5
        connection.close()
        answering.join()


def _answer(listener: socket.socket) -> None:
    near, _ = listener.accept()
    with near:
        near.recv(1000)
        near.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhej")
