"""The painter's desk: jobs, questions and settings as observable state, apart from any widget."""
