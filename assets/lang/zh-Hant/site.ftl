# 場所

rail-site = 場所
