# The people, and a person's page.
