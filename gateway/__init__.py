"""The door: who is asking, who answers, and what comes in and goes out as events."""
