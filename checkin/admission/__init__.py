"""Who may pass: rules as an ordered tuple of pure functions, and the decision made of them."""
