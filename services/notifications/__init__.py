"""Notifications: those who took part hear what came of it, in their inbox and by e-mail."""
