"""Materials: what the jobs need, what is bought for them, and what is let in."""
