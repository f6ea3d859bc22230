SELECT seq, before, hash, link FROM held WHERE chain = $1 AND seq <= $2 ORDER BY seq
