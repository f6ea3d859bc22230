UPDATE station SET on_duty = :body, duty_seq = :seq WHERE chain = (SELECT no FROM chain WHERE id = :chain)
