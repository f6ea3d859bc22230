# 纸面

rail-sheets = Paper
