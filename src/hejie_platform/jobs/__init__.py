"""The worker that delivers effects and the scheduler that fires clocks."""
