"""The look that all channels share: shells, components, tags, icons, the style guide. It holds no work of
any stage.
"""
