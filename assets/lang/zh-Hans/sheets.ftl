# 纸面

rail-sheets = 纸面
