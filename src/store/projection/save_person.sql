INSERT INTO person (id, badge, employee, name, kind, status, unit, department, team, dormitory, phone, document, host, note,
                    at_ms, chain, seq, import)
VALUES (:id, :badge, :employee, :name, :kind, :status, :unit, :department, :team, :dormitory, seal(:phone, 'phone'),
        seal(:document, 'document'), :host, :note,
        :at_ms, :chain, :seq, :import)
ON CONFLICT (id) DO UPDATE SET
    badge = excluded.badge, employee = excluded.employee, name = excluded.name, kind = excluded.kind, status = excluded.status,
    unit = excluded.unit, department = excluded.department, team = excluded.team, dormitory = excluded.dormitory,
    phone = excluded.phone, document = excluded.document, host = excluded.host, note = excluded.note,
    at_ms = excluded.at_ms, chain = excluded.chain, seq = excluded.seq, import = excluded.import
WHERE (excluded.at_ms, excluded.chain, excluded.seq) >= (person.at_ms, person.chain, person.seq)
