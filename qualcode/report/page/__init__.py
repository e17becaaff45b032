"""The report page: one file with the study's tables and figures, in which every number opens the quotes behind it."""
