"""What is known of people: the notes a person keeps on others, read, written and judged by policy."""

from mailhuman.contacts.format import dump_contacts, parse_contacts

__all__ = ["dump_contacts", "parse_contacts"]
