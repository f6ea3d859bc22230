# 值班考勤、測溫全覆蓋

rail-duty = 值班
