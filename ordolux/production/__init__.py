"""Stage 3: job, materials, schedule, inspection."""
