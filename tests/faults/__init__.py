"""What goes wrong on a machine, done for real: processes killed, disks full, files spoiled, clocks set back.

`python -m tests.faults` runs all of it at length and prints a table; the tests here run a shorter form of the same.
"""
