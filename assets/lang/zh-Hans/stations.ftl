# 各站

rail-stations = 各站
