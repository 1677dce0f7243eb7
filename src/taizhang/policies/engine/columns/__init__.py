"""The same expressions for many enterprises at once 按列计算: whole numbers in NumPy, floats with their errors where those do not hold."""
