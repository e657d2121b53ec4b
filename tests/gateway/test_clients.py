import pytest

from gateway.clients import HERE, Clients, network


@pytest.mark.parametrize(
    ("address", "one"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", HERE),
        ("no address", HERE),
    ],
)
def test_a_network_counts_as_one(address, one):
    assert network(address) == one


def of(trusted, nearest, forwarded=None):
    environ = {"REMOTE_ADDR": nearest}
    if forwarded is not None:
        environ["HTTP_X_FORWARDED_FOR"] = forwarded
    return Clients(trusted).of(environ)


def test_nobody_is_believed_about_where_they_come_from():
    assert of([], "192.0.2.7", "198.51.100.1") == "192.0.2.7"


def test_a_trusted_proxy_is_believed_about_its_own_client_only():
    assert of(["10.0.0.0/8"], "10.0.0.1", "6.6.6.6, 198.51.100.1") == "198.51.100.1"
    assert of(["10.0.0.0/8"], "10.0.0.1", "198.51.100.1, 10.0.0.2") == "198.51.100.1"
    assert of(["10.0.0.0/8"], "192.0.2.7", "198.51.100.1") == "192.0.2.7"
    assert of(["10.0.0.0/8"], "10.0.0.1") == "10.0.0.1"
    assert of(["10.0.0.0/8"], "10.0.0.1", "nonsense") == HERE
