# 值班考勤、测温全覆盖

rail-duty = 值班
