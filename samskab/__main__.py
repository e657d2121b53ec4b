"""`python -m samskab` is `samskab`."""

from samskab.cli import main

main()
