"""`python -m pipelines.demo` makes the demonstration's schedule and workbooks again from its story."""

from pipelines.demo.make import make

if __name__ == "__main__":
    make(print)
