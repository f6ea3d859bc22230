# 宣傳

rail-notices = 宣傳
