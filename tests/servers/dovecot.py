"""A real Dovecot for tests: private, on free ports of 127.0.0.1, with a certificate of its own; as root or as anybody."""

from __future__ import annotations

import getpass
import grp
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trustme

from mailhuman.config import Account
from tests.servers.maildir import Maildir

BINARY = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
PASSWORD = "correct-horse"

_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
info_log_path = {folder}/info.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
disable_plaintext_auth = no
auth_failure_delay = 0
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service stats {{
  chroot =
}}
mail_location = maildir:~/Maildir
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 50
mail_fsync = never
{oauth}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%n
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
  {mailboxes}
}}
"""
_OAUTH = """
auth_mechanisms = plain login xoauth2 oauthbearer
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf.ext
}}
"""
_INTROSPECTION = """
introspection_mode = post
introspection_url = {url}/introspect
force_introspection = yes
username_attribute = username
active_attribute = active
active_value = true
scope = imap
"""
_MAILBOX = """
  mailbox "{name}" {{
    auto = create
    {mark}
  }}
"""


@dataclass(frozen=True)
class Dovecot:
    """A server that is up; any user is let in with PASSWORD, and has an empty mailbox at first."""

    folder: Path
    port: int
    tls_port: int
    ca_file: Path
    uid: int
    gid: int

    def account(self, user: str, **changes: Any) -> Account:
        """An account over TLS for `user`, changed as wanted."""
        known: dict[str, Any] = {
            "name": "test",
            "address": f"{user}@acme.example",
            "user": user,
            "host": "127.0.0.1",
            "port": self.tls_port,
            "ca_file": str(self.ca_file),
            "timeout": 10,
        }
        return Account(**{**known, **changes})

    def maildir(self, user: str) -> Maildir:
        """The mailbox of `user` as it lies on disk."""
        return Maildir(self.folder / "home" / user / "Maildir", self.uid, self.gid)


@contextmanager
def running(
    *,
    separator: str = "/",
    prefix: str = "",
    marked: tuple[tuple[str, str], ...] = (("Drafts", "\\Drafts"), ("Sent", "\\Sent")),
    oauth: str = "",
) -> Iterator[Dovecot]:
    """Start one, wait until it listens, and stop it at the end; `marked` are the folders it makes, with their marks.

    `oauth` is where it asks about access tokens; empty where it takes none.
    """
    assert BINARY, "look at BINARY before"
    folder = Path(tempfile.mkdtemp(prefix="mh-dovecot-", dir=_roomy_memory()))
    server = _prepared(folder, separator, prefix, marked, oauth)
    command = [BINARY, "-F", "-c", str(folder / "dovecot.conf")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait_until_it_listens(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # those that still serve a connection
        shutil.rmtree(folder, ignore_errors=True)


def _prepared(folder: Path, separator: str, prefix: str, marked: tuple[tuple[str, str], ...], oauth: str) -> Dovecot:
    """Write certificate and configuration; as root, give the mail to nobody, for Dovecot serves none of root's."""
    uid, gid, user, group = _who()
    folder.chmod(0o755)
    (folder / "home").mkdir()
    os.chown(folder / "home", uid, gid)
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1", "localhost")
    authority.cert_pem.write_to_path(folder / "ca.pem")
    certificate.private_key_pem.write_to_path(folder / "server.key")
    certificate.cert_chain_pems[0].write_to_path(folder / "server.pem")
    server = Dovecot(folder, *_free_ports(), folder / "ca.pem", uid, gid)
    mailboxes = "".join(
        _MAILBOX.format(name=name, mark=f"special_use = {mark}" if mark else "") for name, mark in marked
    )
    (folder / "oauth2.conf.ext").write_text(_INTROSPECTION.format(url=oauth))
    (folder / "dovecot.conf").write_text(
        _CONFIG.format(
            folder=folder, user=user, group=group, uid=uid, gid=gid, port=server.port, tls_port=server.tls_port,
            separator=separator, prefix=prefix, mailboxes=mailboxes, password=PASSWORD,
            oauth=_OAUTH.format(folder=folder) if oauth else "",
        ),
        encoding="utf-8",
    )  # fmt: skip
    return server


def _roomy_memory() -> str | None:
    """A place in memory, where thousands of small files come and go quickly; None: where temporary files go."""
    place = Path("/dev/shm")
    roomy = place.is_dir() and os.access(place, os.W_OK) and shutil.disk_usage(place).free > 500_000_000
    return str(place) if roomy else None


def _who() -> tuple[int, int, str, str]:
    if os.getuid() == 0:
        return 65534, 65534, "nobody", grp.getgrgid(65534).gr_name
    return os.getuid(), os.getgid(), getpass.getuser(), grp.getgrgid(os.getgid()).gr_name


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _wait_until_it_listens(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", server.port), 1) as line:
                line.settimeout(5)
                if line.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.05)  # it takes as long as it takes
    log = server.folder / "dovecot.log"
    raise AssertionError(f"dovecot did not start: {log.read_text() if log.exists() else process.returncode}")
