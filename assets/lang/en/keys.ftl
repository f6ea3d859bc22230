# Keys
