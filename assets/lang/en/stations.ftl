# 各站

rail-stations = Stations
