# 物资

rail-supplies = Supplies
