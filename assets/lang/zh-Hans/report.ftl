# 日报

rail-report = 日报
