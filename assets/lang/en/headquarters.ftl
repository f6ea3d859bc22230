# 總部

rail-headquarters = Head office
