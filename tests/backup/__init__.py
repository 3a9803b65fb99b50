"""Backup, restore and archive: drills on databases that are really lost."""
