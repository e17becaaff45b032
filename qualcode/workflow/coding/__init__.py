"""Give codes to passages, work on the codebook, settle where coders disagree."""
