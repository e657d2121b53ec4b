"""What you type: starting, telling, importing, keeping."""
