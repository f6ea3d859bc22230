# 總部

rail-headquarters = 總部
