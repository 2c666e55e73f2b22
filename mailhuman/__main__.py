"""Lets `python -m mailhuman` be the command `mailhuman`."""

from mailhuman.cli import main

if __name__ == "__main__":
    main()
