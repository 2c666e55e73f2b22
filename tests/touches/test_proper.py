"""Names are read whole, or not at all, wherever a note or a mail names somebody."""

from __future__ import annotations

import pytest

from mailhuman.touches.coming import home_from
from mailhuman.touches.happenings import happening, occasion, place
from mailhuman.touches.losses import whom_lost
from mailhuman.touches.news import news_in
from mailhuman.touches.owed import owed
from mailhuman.touches.persons import person
from mailhuman.touches.signs import find_sign

NAMES = (
    "Ji-woo", "Anne-Marie", "Jean-Luc", "O'Brien", "O’Neill", "D'Arcy", "Zoë", "Éloïse", "Łukasz", "Şebnem", "Øyvind",
    "Đức", "Ngọc Anh", "Mary Jane", "Ana Sofía", "Abdul Rahman", "Mr van der Berg", "Mrs O'Brien", "AJ", "T.J.", "Ng",
    "McKenna", "Jeanne d'Arc",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_whole_in_a_note(name: str) -> None:
    told = (
        f"Her daughter {name} plays the cello",
        f"{name} (son) starts school",
        f"a son called {name}",
        f"{name} starts school",
    )
    assert [person(each) for each in told] == [name] * 4
    assert person("plays the cello", f"{name} (daughter)") == name
    assert person(f"{name} and Ama, her twins") == f"{name} and Ama"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_whole_before_its_day(name: str) -> None:
    assert happening(f"Daughter {name}'s violin recital on Saturday") == f"{name}'s violin recital"
    assert occasion(f"{name}'s violin recital on Saturday") == "violin recital"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_whole_in_a_mail(name: str) -> None:
    assert find_sign("loss", f"{name} died last night.")
    assert whom_lost(f"{name} died last night.") == name
    assert owed(f"introduce her to {name} at Falk") == f"an introduction to {name}"


@pytest.mark.parametrize(
    ("note", "who"),
    [
        ("Her kids Ama, Kofi and Yaa love the sea", "Ama, Kofi and Yaa"),
        ("son Max Year 9", "Max"),
        ("son Tom Manchester United fan", ""),
        ("wife German, teaches Maths", ""),
        ("son A-levels this summer", ""),
        ("daughter BBC trainee", ""),
    ],
)
def test_what_follows_a_name_is_no_part_of_it(note: str, who: str) -> None:
    assert person(note) == who


@pytest.mark.parametrize(
    ("note", "where"),
    [
        ("Two weeks in St. Ives with her brother", "St. Ives"),
        ("back from the Isle of Skye", "the Isle of Skye"),
        ("walking in Åre, then home", "Åre"),
        ("a week in Rio de Janeiro", "Rio de Janeiro"),
        ("a week on the Côte d'Azur", "the Côte d'Azur"),
        ("back from Stratford-upon-Avon on Friday", "Stratford-upon-Avon"),
        ("in August", ""),
        ("back on Monday", ""),
    ],
)
def test_a_place_is_whole_too(note: str, where: str) -> None:
    assert place(note) == where


def test_the_news_of_a_mail_names_them_whole() -> None:
    news = news_in("Ana Sofía got into Leeds for medicine.")
    assert news
    assert news.whose == "Ana Sofía"
    assert home_from("We are back from two weeks in Rio de Janeiro.") == "Rio de Janeiro"


def test_an_event_and_an_island_are_not_cut() -> None:
    assert happening("silver wedding anniversary party") == "the silver wedding anniversary party"
    assert place("walking the Isle of Skye") == "the Isle of Skye"


def test_a_new_school_is_no_birth() -> None:
    assert not find_sign("birth", "Ama started at the new school")
    assert all(find_sign("birth", each) for each in ("a new baby sister", "their newborn son"))
