"""Takes back what mailhuman put anywhere: decided first, then shown, then done."""
