"""How education is built: paths, ways onward, comparisons, professions and dates."""
