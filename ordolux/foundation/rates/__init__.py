"""What freight, insurance, fees and currencies cost: every rate with its source and the days for which it holds."""
