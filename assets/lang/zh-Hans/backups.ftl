# Backups
