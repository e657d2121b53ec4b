"""What a department can hold its own parts to: contract suites of the ports, and of sentences."""
