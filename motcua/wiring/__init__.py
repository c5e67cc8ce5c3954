"""Where rooms that do not know each other are joined: events with reactions, times with jobs."""
