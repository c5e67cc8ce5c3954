"""The hall: kiosk, a ticket on one's phone, the wall screen, the window's panel, measured waiting."""
