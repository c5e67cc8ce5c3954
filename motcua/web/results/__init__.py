"""Results of surveys: pages for everybody once a round is closed, for its team before."""
