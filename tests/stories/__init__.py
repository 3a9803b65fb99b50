"""The story: two pieces of business played through the real edges, from the customer's mail to the warranty."""
