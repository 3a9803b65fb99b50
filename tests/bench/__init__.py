"""What a deed, a page and a paper cost: statements and commits exactly, times as ratios within one run."""
