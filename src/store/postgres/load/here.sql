SELECT seq, hash, redacted, body = '' AS withheld FROM entry WHERE unit = $1 AND chain = $2 AND seq BETWEEN $3 AND $4
