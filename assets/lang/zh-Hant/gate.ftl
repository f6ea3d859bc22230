# The gate.
