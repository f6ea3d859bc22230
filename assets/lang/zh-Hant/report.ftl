# 日報

rail-report = 日報
