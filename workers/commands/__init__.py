"""Commands: one module each for the subcommands of `recordwire`."""
