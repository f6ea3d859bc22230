# 总览

rail-overview = 總覽
