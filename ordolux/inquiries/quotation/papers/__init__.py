"""The quotation and its datasheets as papers."""
