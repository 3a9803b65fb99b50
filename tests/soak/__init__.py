"""The fault run, longer: more kills, more business, several seeds."""
