# 总览

rail-overview = 总览
