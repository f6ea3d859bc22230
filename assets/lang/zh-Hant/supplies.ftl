# 物資

rail-supplies = 物資
