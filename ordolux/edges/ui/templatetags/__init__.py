"""Template tags of the look; the settings make them known to every template."""
