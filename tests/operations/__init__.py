"""What those who run the house rely on: health, figures, the log, examples of deployment, several nodes."""
