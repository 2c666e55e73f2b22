"""What `mailhuman daemon run` puts together: the daemon with this user's configuration, store, rules and keyring."""

from __future__ import annotations

import os
import random
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial

from mailhuman.cli.drafts import chosen
from mailhuman.cli.given import own_rulebook
from mailhuman.config import Account, DaemonSettings, config_folder, data_folder, load_config
from mailhuman.daemon.alone import alone
from mailhuman.daemon.desk import Tools
from mailhuman.daemon.fingerprint import fingerprint
from mailhuman.daemon.fleet import MakeKeeper
from mailhuman.daemon.keeper import Keeper
from mailhuman.daemon.log import Log
from mailhuman.daemon.metrics import served
from mailhuman.daemon.once import Done, look_once
from mailhuman.daemon.reviewing import Reviewer
from mailhuman.daemon.run import Daemon, Wanted
from mailhuman.errors import MailboxError, SecretError
from mailhuman.mailbox.entering import enter
from mailhuman.store import Store, open_store
from mailhuman.touches import load_rulebook
from mailhuman.writing import finish

_PATIENCE = 30.0
"""Seconds to wait for the database while another account, or a command, writes."""


def look_once_at(accounts: Sequence[Account]) -> Iterator[Done | MailboxError | SecretError]:
    """Look once at each account; where one cannot be read that is given, and the others have their turn.

    AlreadyRunning while a daemon is at work.
    """
    settings = load_config().daemon
    with alone(data_folder()), open_store(patience=_PATIENCE) as store:
        tools = Tools(store.watchbook, Reviewer(store, own_rulebook()), store.history, mend=finish)
        for account in accounts:
            try:
                yield look_once(account, settings, tools, enter)
            except (MailboxError, SecretError) as failure:
                yield failure


def watch_until_told(name: str) -> int:
    """Watch the account of that name, or all, until a signal ends it; how many could not take leave in time."""
    wanted = _wanted(name)
    with alone(data_folder()), open_store(patience=_PATIENCE) as store:
        reviewer = Reviewer(store, own_rulebook())

        def renew() -> None:
            reviewer.rulebook = load_rulebook(config_folder())

        daemon = Daemon(
            partial(_wanted, name),
            partial(_keepers, store, reviewer),
            data_folder(),
            log=Log(for_journal="JOURNAL_STREAM" in os.environ),
            renew=renew,
        )
        threading.Thread(target=reviewer.warm_up, name="warm-up", daemon=True).start()
        with _metrics(wanted.settings, daemon):
            return daemon.run()


def leave_at_once() -> None:
    """End the process although threads may be at work: a line that hangs, or a review, must not hold it up.

    Nothing is lost by it: what they were at is safe to cut off, and done again the next time. Without threads it
    spares the taking apart of all that was loaded, which takes longer than the leave.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _wanted(name: str) -> Wanted:
    return Wanted(chosen(name), load_config().daemon)


def _keepers(store: Store, reviewer: Reviewer, daemon: Daemon) -> MakeKeeper:
    tools = Tools(store.watchbook, reviewer, store.history, clock=daemon.clock, held=daemon.is_held, mend=finish)

    def make(account: Account, settings: DaemonSettings) -> Keeper:
        return Keeper(
            account,
            settings,
            tools,
            enter=enter,
            tell=partial(daemon.tell, account.name),
            random=random.random,
            fingerprint=fingerprint,
        )

    return make


@contextmanager
def _metrics(settings: DaemonSettings, daemon: Daemon) -> Iterator[None]:
    port = settings.metrics_port
    with served(port, daemon.board.standings) if port else nullcontext():
        yield
