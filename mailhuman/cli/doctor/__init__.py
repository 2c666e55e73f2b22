"""`mailhuman doctor`: looks at everything mailhuman needs, and says in words what is well and what to do."""

from __future__ import annotations

import click

from mailhuman.cli.saying import say


@click.command()
@click.option("--account", default="", metavar="NAME", help="Look at this account only; by default at all.")
@click.option("--offline", is_flag=True, help="Leave out everything that needs the network.")
def doctor(account: str, *, offline: bool) -> int:
    """Check that everything works, and say what to do.

    Each line begins with ok, note or problem. Mail and notes are only read. The exit code is 1 if there is a problem.
    """
    from mailhuman.cli.doctor.examination import examine
    from mailhuman.cli.doctor.telling import summary, tell

    findings = [tell(finding) for finding in examine(account, offline=offline)]
    say(summary(findings))
    return int(any(finding.state == "problem" for finding in findings))
