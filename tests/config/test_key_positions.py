"""The line of every key of a TOML text is found, whatever the form in which it is written."""

from __future__ import annotations

from mailhuman.config.positions import key_lines


def test_tables_and_keys_are_found_at_their_lines() -> None:
    text = '# head\n\n[account.work]\nhost = "x"  # [not.a.table]\n\n[account."the other"]\n"a = b" = 1\n'
    assert key_lines(text) == {
        ("account",): 3,
        ("account", "work"): 3,
        ("account", "work", "host"): 4,
        ("account", "the other"): 6,
        ("account", "the other", "a = b"): 7,
    }


def test_what_stands_inside_a_long_value_is_no_key() -> None:
    text = 'a = """\n[table]\nb = 1\n"""\nc = [\n  "x",\n  # d = 1\n  "e = 1",\n]\nf = 1\n'
    assert key_lines(text) == {("a",): 1, ("c",): 5, ("f",): 10}


def test_dotted_keys_and_inline_tables_name_all_they_hold() -> None:
    text = "[account]\nwork.host = 'x'\nhome = { host = 'y', port = 1 }\n"
    assert key_lines(text) == {
        ("account",): 1,
        ("account", "work"): 2,
        ("account", "work", "host"): 2,
        ("account", "home"): 3,
        ("account", "home", "host"): 3,
        ("account", "home", "port"): 3,
    }


def test_of_an_array_of_tables_the_first_counts() -> None:
    assert key_lines("[[a]]\nb = 1\n[[a]]\nb = 2\n") == {("a",): 1, ("a", "b"): 2}


def test_a_strange_line_separator_inside_a_value_is_no_new_line() -> None:
    assert key_lines('a = "x\u2028y"\nb = 1\n') == {("a",): 1, ("b",): 2}
