# 场所

rail-site = 场所
