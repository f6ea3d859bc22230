# 宣传

rail-notices = 宣传
