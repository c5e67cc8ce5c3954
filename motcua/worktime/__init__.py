"""Working time: calendars and the one engine of deadlines."""
