# 物资

rail-supplies = 物資
