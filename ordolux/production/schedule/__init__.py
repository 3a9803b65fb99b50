"""The schedule: batches on lines, small orders first."""
