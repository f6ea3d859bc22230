# 场所

rail-site = Site
