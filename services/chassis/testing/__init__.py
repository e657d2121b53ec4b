"""What parts can be held to and tried with: suites of the ports, sentences, a service alone."""
