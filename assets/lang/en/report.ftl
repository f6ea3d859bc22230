# 日报

rail-report = Report
