-- Why: saving somebody asks whether another person carries the badge; without this it reads everybody.
CREATE INDEX person_badge ON person (badge) WHERE badge <> '';
