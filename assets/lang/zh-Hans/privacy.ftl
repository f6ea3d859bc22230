# Privacy
