# 總覽

rail-overview = 總覽
