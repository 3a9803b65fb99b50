"""What a customer asks for, in the terms of our catalogue: parameters, the models meant, what is missing or contradictory.

Between the reader (``ordolux.rules.reading``), which knows the trade's words, and the inquiry, which knows our products.
"""
