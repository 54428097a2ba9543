"""`python -m generator`: the same as `gen-scenario`."""

from generator.cli.principal import main

if __name__ == "__main__":
    main()
