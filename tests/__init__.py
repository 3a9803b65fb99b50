"""What crosses stages: stories, access, faults, architecture."""
