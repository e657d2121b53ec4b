"""The rules of messages, subscriptions and letters: pure, to be read and tested alone."""
