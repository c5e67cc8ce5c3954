"""What is done to calendars; each act records one event and gives the calendar a new version."""
