"""The journal's acts: what every other act is made of."""
