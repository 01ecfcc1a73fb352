"""`make bench`: speed and memory against bare spaCy."""

from benchmarks.speed import main

if __name__ == "__main__":
    main()
