"""The command line: one file a command group; heavy imports stay inside the commands."""

def main() -> None:
    """Run the command line."""

