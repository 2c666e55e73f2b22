"""The tables as they are today; migrations.py brings any older database to this shape.

Dates known in part and moments are text in their written form, which loses nothing and sorts well enough; lists that
are never searched are JSON. `place` keeps the order things came in.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

schema = Table("mailhuman_schema", metadata, Column("version", Integer, nullable=False))

contacts = Table(
    "contacts",
    metadata,
    Column("uid", String, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("preferred_name", Text, nullable=False),
    Column("former_names", JSON, nullable=False),
    Column("title", Text, nullable=False),
    Column("pronunciation", Text, nullable=False),
    Column("pronouns", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("keep_in_touch", Integer),
    Column("deceased", Boolean, nullable=False),
    Column("mention", String, nullable=False),
)

addresses = Table(
    "addresses",
    metadata,
    Column("contact", String, ForeignKey("contacts.uid", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("email", String, nullable=False, index=True),
)

notes = Table(
    "notes",
    metadata,
    Column("contact", String, ForeignKey("contacts.uid", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("date", String),
    Column("approximate", Boolean, nullable=False),
    Column("learned", String),
    Column("source", String, nullable=False),
    Column("told_by", Text, nullable=False),
    Column("by", String),
    Column("mention", String),
    Column("about", Text, nullable=False),
    Column("deceased", Boolean, nullable=False),
)

history = Table(
    "history",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("contact", String, nullable=False, index=True),
    Column("rule", String, nullable=False),
    Column("category", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("fact", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("suggestion", String, nullable=False),
    Column("lineage", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("reason", Text, nullable=False),
)

switches = Table(
    "switches",
    metadata,
    Column("target", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("folder", String, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
)

traces = Table(
    "traces",
    metadata,
    Column("account", String, primary_key=True),
    Column("folder", String, primary_key=True),
    Column("lineage", String, primary_key=True),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("refs", JSON, nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("subject", String, nullable=False),
    Column("marks", JSON, nullable=False),
    Column("seen", String, nullable=False),
    Column("born", String, nullable=False),
)

woken = Table(
    "woken",
    metadata,
    Column("rule", String, primary_key=True),
    Column("at", String, nullable=False),
)

locks = Table(
    "locks",
    metadata,
    Column("id", String, primary_key=True),
    Column("way", String, nullable=False),
    Column("salt", String, nullable=False),
    Column("cost", Integer, nullable=False),
    Column("proof", String, nullable=False),
)

watched = Table(
    "watched",
    metadata,
    Column("account", String, primary_key=True),
    Column("folder", String, primary_key=True),
    Column("lineage", String, primary_key=True),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("digest", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("revision", String, nullable=False),
    Column("reviewed", String, nullable=False),
    Column("sent_from", BigInteger, nullable=False),
    Column("offered", JSON, nullable=False),
    Column("note_uidvalidity", BigInteger, nullable=False),
    Column("note_uid", BigInteger, nullable=False),
    Column("enough", Boolean, nullable=False),
    Column("warned", JSON, nullable=False),
)

looks = Table(
    "looks",
    metadata,
    Column("account", String, primary_key=True),
    Column("folder", String, primary_key=True),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uidnext", BigInteger, nullable=False),
    Column("floor", BigInteger, nullable=False),
)
