# The first start, signing in, the lock.
