# The journal
