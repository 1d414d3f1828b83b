"""`python -m workpoints`."""

from workpoints.cli import main

main()
