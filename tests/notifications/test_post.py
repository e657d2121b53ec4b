import datetime
import ipaddress
import ssl
from email.message import EmailMessage

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from marshmallow import ValidationError

from chassis.errors import Busy
from notifications.post import Bounced, Later
from notifications.post.files import Folder
from notifications.post.opening import check, in_the_clear, open_post
from notifications.post.smtp import Server, encrypted


def mail(to="ane@example.dk", id="one"):
    found = EmailMessage()
    found["From"], found["To"] = "Samskab <no-reply@samskab.example>", to
    found["Message-ID"] = f"<{id}@samskab.example>"
    found["Subject"] = "Nyt"
    found.set_content("Der er nyt.")
    return found


def test_nobody_else_on_the_machine_can_read_the_mails(tmp_path):
    folder = Folder(tmp_path / "mail")
    with folder.open() as line:
        line.send(mail(), "ane@example.dk")
    assert [f.stat().st_mode & 0o077 for f in [folder.path, *folder.path.iterdir()]] == [0, 0]


@pytest.fixture
def certified(tmp_path, monkeypatch):
    """A server side with a certificate that this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - day, now + day)
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = tmp_path / "server.pem"
    file.write_bytes(certificate.public_bytes(pem) + key.private_bytes(pem, *plain))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def plain(port):
    return Server("127.0.0.1", port, "no-reply@samskab.example", tls="none")


def test_a_mail_arrives_over_an_encrypted_line(city, certified):
    with city.office(certified) as (office, port):
        post = open_post(f"smtp://127.0.0.1:{port}", "no-reply@samskab.example")
        with post.open() as line:
            line.send(mail(), "ane@example.dk")
    ((to, taken),) = office.taken
    assert to == ["ane@example.dk"]
    assert taken["Message-ID"] == "<one@samskab.example>"
    assert office.encrypted


def test_nothing_is_sent_to_a_server_that_does_not_encrypt(city):
    with city.office() as (office, port):
        post = open_post(f"smtp://127.0.0.1:{port}", "no-reply@samskab.example")
        with pytest.raises(Busy), post.open():
            pass
    assert office.asked == 0


def test_nothing_is_sent_to_a_server_that_cannot_say_who_it_is(city, certified, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with city.office(certified) as (office, port):
        post = open_post(f"smtp://127.0.0.1:{port}", "no-reply@samskab.example")
        with pytest.raises(Busy), post.open():
            pass
    assert office.asked == 0


def test_old_encryption_is_not_good_enough():
    assert encrypted().minimum_version == ssl.TLSVersion.TLSv1_2
    assert encrypted().verify_mode == ssl.CERT_REQUIRED


def test_we_sign_in_where_we_are_asked_to(city, certified):
    from aiosmtpd.smtp import AuthResult

    def knows(server, session, envelope, mechanism, data):
        good = (data.login, data.password) == (b"samskab", b"k@de/ord")
        return AuthResult(success=good, handled=False)

    with city.office(certified, authenticator=knows, auth_required=True) as (office, port):
        url = f"smtp://samskab:k%40de%2Ford@127.0.0.1:{port}"
        with open_post(url, "no-reply@samskab.example").open() as line:
            line.send(mail(), "ane@example.dk")
        wrong = open_post(url.replace("k%40de", "nej"), "no-reply@samskab.example")
        with pytest.raises(Busy), wrong.open():
            pass
    assert len(office.taken) == 1


def test_a_server_says_never_or_later_without_the_address_in_our_notes(city):
    with city.office() as (office, port), plain(port).open() as line:
        with pytest.raises(Bounced) as never:
            line.send(mail(), "gone@example.dk")
        with pytest.raises(Later) as later:
            line.send(mail(), "busy@example.dk")
        office.code = 554
        with pytest.raises(Bounced):
            line.send(mail(), "ane@example.dk")
        office.code = 0
        line.send(mail(), "ane@example.dk")
    assert (never.value.code, never.value.reason) == (550, "550 5.1.1")
    assert (later.value.code, later.value.reason) == (451, "451 4.2.1")
    assert len(office.taken) == 1


def test_a_server_that_is_away_is_waited_for():
    with pytest.raises(Busy), plain(1).open():
        pass


def test_a_server_that_goes_away_is_waited_for(city):
    with city.office() as (_office, port), plain(port).open() as line:
        line.talk.sock.shutdown(2)
        with pytest.raises(Busy):
            line.send(mail(), "ane@example.dk")


def test_the_same_mail_takes_the_place_of_the_first(tmp_path):
    folder = Folder(tmp_path / "mail")
    with folder.open() as line:
        line.send(mail(), "ane@example.dk")
        line.send(mail(), "ane@example.dk")
        line.send(mail(id="two"), "bo@example.dk")
    assert sorted(each.name for each in folder.path.iterdir()) == ["one.eml", "two.eml"]


def test_a_folder_that_cannot_be_written_to_is_waited_for(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Busy), Folder(tmp_path / "file" / "mail").open():
        pass


@pytest.mark.parametrize(
    "url",
    [
        "file://mail",
        "file:mail",
        "smtp://",
        "smtp://host:port",
        "smtp://host/path",
        "smtp://host?tls=maybe",
        "smtp://host?tls=none&tls=none",
        "smtps://host?tls=none",
        "http://host",
        "",
    ],
)
def test_a_url_that_names_no_post_is_refused(url):
    with pytest.raises(ValidationError):
        check(url)


def test_a_url_says_how_mails_travel():
    assert open_post("smtps://mail.example.dk", "a@b.dk").port == 465
    assert open_post("smtp://mail.example.dk", "a@b.dk").tls == "starttls"
    assert in_the_clear("smtp://127.0.0.1:25?tls=none")
    assert not in_the_clear("smtp://mail.example.dk")
    assert not in_the_clear("file:///srv/mail")
    assert "secret" not in repr(open_post("smtp://me:secret@mail.example.dk", "a@b.dk"))
