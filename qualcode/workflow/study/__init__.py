"""Begin a study, look at it whole, find what a person named in it, take actions back."""
