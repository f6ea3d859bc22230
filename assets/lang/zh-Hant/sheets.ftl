# 紙面

rail-sheets = 紙面
