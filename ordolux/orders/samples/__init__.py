"""Samples: asked for, offered at a fee, made, sent, judged; their fee credited once; golden samples kept."""
