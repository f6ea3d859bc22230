# 纸面

rail-sheets = 紙面
