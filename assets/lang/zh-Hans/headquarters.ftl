# 总部

rail-headquarters = 总部
