# 宣传

rail-notices = Notices
