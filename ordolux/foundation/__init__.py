"""What every stage stands on: deals, journal, deeds, correspondence, parties, catalogue, calendars, clock, files."""
