"""Pictures of text cells, a file each: pure functions of data, width and signs that make lines of pieces.

Each line is exactly as wide as was asked for, and of the same cells in all three ways of signs: only the signs differ.
"""
