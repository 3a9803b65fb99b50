"""Input that is wrong, through the real edges: a clear answer each, the original kept, nothing half done."""
