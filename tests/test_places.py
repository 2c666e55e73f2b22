"""Problems of a YAML file: the line and the field say where, plain words say what, and no value is quoted."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mailhuman.places import pydantic_problems, read_yaml


class Pet(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: Literal["cat", "dog"] = "cat"
    age: int = Field(default=1, ge=0, le=99)
    tame: bool = True
    names: list[str] = []


class House(BaseModel):
    model_config = ConfigDict(extra="forbid")

    pets: list[Pet] = []


def problems(text: str) -> list[str]:
    source = read_yaml(text, "house.yaml")
    with pytest.raises(ValidationError) as caught:
        House.model_validate(source.data)
    return [str(each) for each in pydantic_problems(source, caught.value.errors())]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("age: marzipan", "pets.age: must be a whole number"),
        ("age: -1", "pets.age: must be at least 0"),
        ("age: 100", "pets.age: must be at most 99"),
        ("tame: marzipan", "pets.tame: must be true or false"),
        ("names: marzipan", "pets.names: must be a list"),
        ("names: [[marzipan]]", "pets.names: must be text"),
        ("kind: marzipan", "pets.kind: must be one of 'cat' or 'dog'"),
        ("colour: marzipan", "pets.colour: unknown key"),
        ("ate all the marzipan: yes", "pets.…: unknown key"),
    ],
)
def test_each_slip_is_told_in_plain_words_at_its_line(written: str, told: str) -> None:
    assert problems(f"pets:\n  - {{}}\n  - {written}\n") == [f"house.yaml:3: {told}"]


def test_what_should_be_a_mapping_is_told_as_such() -> None:
    assert problems("pets:\n  - marzipan\n") == ["house.yaml:2: pets: must hold fields"]
    assert problems("marzipan\n") == ["house.yaml:1: must hold fields"]
