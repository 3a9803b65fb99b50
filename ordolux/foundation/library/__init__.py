"""What goes with a product: manuals, videos, certificates, drawings and pictures in versions, and its datasheet."""
