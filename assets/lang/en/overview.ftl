# 总览

rail-overview = Overview
