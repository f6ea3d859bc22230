UPDATE station SET settings = :body WHERE chain = (SELECT no FROM chain WHERE id = :chain) AND :seq > 0
