"""Lists what is measured."""

from bench.reading import compare, fuzz, generate, rivals, score, speed

for module in (score, generate, speed, rivals, fuzz):
    print((module.__doc__ or "").strip(), end="\n\n")
print((compare.__doc__ or "").strip())
