"""Backup and restore: database, files and keys as one; and the archive that no committed deed waits to reach."""
